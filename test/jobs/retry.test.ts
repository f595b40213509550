import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS, planRetry } from '../../src/jobs/retry.ts';

const now = new Date('2026-11-24T10:30:00.000Z');
const DAY_MS = 86_400_000;

function plan(error: unknown, attempt: number, { jitter = 0, ageMs = 0 } = {}) {
  return planRetry(error, attempt, { now, createdAt: new Date(now.getTime() - ageMs), jitter: () => jitter });
}

function waitMs(...args: Parameters<typeof plan>): number {
  const decided = plan(...args);
  if (decided.verdict === 'dead') throw new Error(`dead: ${decided.reason}`);
  return decided.at.getTime() - now.getTime();
}

const rateLimited = (delayMs: number) => ({ code: 'rate_limited', retryable: true, delayMs });

describe('promise 7: the retry plan', () => {
  it('tries again after 1, 5 and 25 s, and then no more', () => {
    const error = new Error('ECONNRESET');
    expect([1, 2, 3].map((attempt) => waitMs(error, attempt))).toEqual([1_000, 5_000, 25_000]);
    expect(plan(error, 4)).toEqual({ verdict: 'dead', reason: 'tried 4 times' });
  });

  it('adds up to a tenth', () => {
    expect(waitMs(new Error(), 2, { jitter: 1 })).toBe(5_500);
    expect(waitMs(new Error(), 2, { jitter: 0.5 })).toBe(5_250);
  });

  it('waits longer where the vendor wishes, never shorter', () => {
    expect(waitMs({ delayMs: 60_000 }, 1)).toBe(60_000);
    expect(waitMs({ delayMs: 10 }, 1)).toBe(1_000);
  });

  it('has the whole lane rest only where it is told so', () => {
    expect(plan({ ...rateLimited(7_000), restsLane: true }, 1)).toMatchObject({ restsLane: true });
    expect(plan({ ...rateLimited(7_000), restsLane: 'yes' }, 1)).toMatchObject({ restsLane: false });
  });

  it('gives up at once where trying again cannot help, even when a delay is named', () => {
    expect(plan({ retryable: false, delayMs: 1_000 }, 1)).toMatchObject({ verdict: 'dead' });
  });

  it('spends no attempt on waiting for a rate limit, for a day', () => {
    const free = {
      verdict: 'retry',
      at: new Date(now.getTime() + 60_000),
      spendsAttempt: false,
      restsLane: false,
    };
    expect(plan(rateLimited(60_000), 1)).toEqual(free);
    expect(plan(rateLimited(60_000), 4)).toEqual(free);
    expect(plan(rateLimited(60_000), 1, { ageMs: DAY_MS })).toEqual({ ...free, spendsAttempt: true });
    expect(plan(rateLimited(60_000), 4, { ageMs: DAY_MS })).toMatchObject({ verdict: 'dead' });
  });

  it('spends an attempt on a rate limit that names no delay', () => {
    expect(plan({ code: 'rate_limited' }, 1)).toMatchObject({ spendsAttempt: true });
    expect(plan({ code: 'resting', delayMs: 60_000 }, 4)).toMatchObject({ spendsAttempt: false });
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [42],
    [{ delayMs: 'soon' }],
    [{ delayMs: -5 }],
    [{ delayMs: Number.NaN }],
  ])('takes %j for an ordinary failure', (error) => {
    expect(waitMs(error, 1)).toBe(1_000);
    expect(plan(error, 4)).toMatchObject({ verdict: 'dead' });
  });

  it('always ends: within a day and a handful of tries, whatever is thrown', () => {
    const errors = fc.record(
      {
        code: fc.constantFrom('rate_limited', 'unavailable'),
        retryable: fc.boolean(),
        delayMs: fc.oneof(fc.double(), fc.integer()),
      },
      { requiredKeys: [] },
    );
    const attempts = fc.integer({ min: 1, max: MAX_ATTEMPTS });
    fc.assert(
      fc.property(errors, attempts, fc.double({ min: 0, max: 1, noNaN: true }), (error, attempt, jitter) => {
        const decided = plan(error, attempt, { jitter, ageMs: DAY_MS });
        if (decided.verdict === 'dead') return;
        expect(decided.spendsAttempt).toBe(true);
        expect(decided.at.getTime() - now.getTime()).toBeGreaterThanOrEqual(1_000);
        expect(decided.at.getTime() - now.getTime()).toBeLessThanOrEqual(1.1 * DAY_MS);
      }),
    );
  });
});
