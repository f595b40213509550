import { describe, expect, it } from 'vitest';
import { afterCall, type Circuit, toldBy, WHOLE } from '../../src/integrations/circuit.ts';

const SECOND = 1_000;
const answered = { isProbe: false, now: 0 };

describe('what a call tells of its vendor', () => {
  it.each<[string, Parameters<typeof toldBy>[0], ReturnType<typeof toldBy>]>([
    ['an answer', { status: 200, durationMs: 9 }, 'answered'],
    ['a refusal', { status: 403, durationMs: 9 }, 'answered'],
    ['a limit', { status: 429, durationMs: 9 }, 'answered'],
    ['too long an answer', { status: 200, error: 'RESPONSE_TOO_LARGE', durationMs: 9 }, 'answered'],
    ['trouble of its own', { status: 500, durationMs: 9 }, 'failed'],
    ['a refused connection', { error: 'ECONNREFUSED', durationMs: 9 }, 'failed'],
    ['a timeout', { error: 'UND_ERR_HEADERS_TIMEOUT', durationMs: 30_000 }, 'failed'],
    ['an answer cut off', { status: 200, error: 'UND_ERR_SOCKET', durationMs: 9 }, 'failed'],
    ['an SDK that waits no longer', { error: 'AbortError', durationMs: 15_000 }, 'failed'],
    ['somebody who needs it no more', { error: 'AbortError', durationMs: 90 }, 'nothing'],
    ['a host that is not allowed', { error: 'BLOCKED_HOST', durationMs: 0 }, 'nothing'],
    ['an allowance that is used up', { error: 'RATE_LIMITED', durationMs: 0 }, 'nothing'],
    ['a call put off', { error: 'CIRCUIT_OPEN', durationMs: 0 }, 'nothing'],
  ])('%s', (_what, call, told) => {
    expect(toldBy(call)).toBe(told);
  });
});

describe('a circuit', () => {
  const failing = (failures: number): Circuit => ({ failures, broken: undefined });
  const broken = (until: number, rests: number, failures = 5): Circuit => ({
    failures,
    broken: { since: 0, until, rests },
  });

  it.each<[string, Circuit, Parameters<typeof afterCall>[1], Parameters<typeof afterCall>[2], Circuit]>([
    ['counts failures', WHOLE, 'failed', answered, failing(1)],
    ['forgets them with an answer', failing(4), 'answered', answered, WHOLE],
    ['breaks with the fifth', failing(4), 'failed', answered, broken(10 * SECOND, 1)],
    [
      'rests no longer for those that were under way when it broke',
      broken(10 * SECOND, 1),
      'failed',
      { isProbe: false, now: 9 * SECOND },
      broken(10 * SECOND, 1, 6),
    ],
    [
      'rests twice as long where the one that tries fails too',
      broken(10 * SECOND, 1),
      'failed',
      { isProbe: true, now: 11 * SECOND },
      broken(31 * SECOND, 2, 6),
    ],
    [
      'never rests for more than five minutes',
      broken(0, 40),
      'failed',
      { isProbe: true, now: 0 },
      broken(300 * SECOND, 41, 6),
    ],
    ['is whole once one is answered', broken(0, 3), 'answered', { isProbe: true, now: 0 }, WHOLE],
    ['also where that one had been under way', broken(99, 1), 'answered', answered, WHOLE],
  ])('%s', (_what, before, told, call, after) => {
    expect(afterCall(before, told, call)).toEqual(after);
  });
});
