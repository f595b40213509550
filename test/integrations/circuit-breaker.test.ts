import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CircuitBreaker,
  createCircuitBreaker,
  type Rest,
} from '../../src/integrations/circuit-breaker.ts';
import type { Caller } from '../../src/security/caller.ts';

const VERCEL: Caller = { workspaceId: 'T1', integrationId: 'int-1', provider: 'vercel' };
const LINEAR: Caller = { workspaceId: 'T1', integrationId: 'int-2', provider: 'linear' };
const call = { method: 'GET', origin: 'https://api.example', path: '/', durationMs: 5, bytes: 0 };

let time: number;
let breaker: CircuitBreaker;
let changes: (Rest | undefined)[];
beforeEach(() => {
  time = Date.parse('2026-11-24T10:00:00.000Z');
  changes = [];
  const onChange = (_caller: Caller, rest: Rest | undefined) => void changes.push(rest);
  breaker = createCircuitBreaker({ onChange, now: () => new Date(time) });
});

/** Begins a call, which has to be let through; gives how it is ended. */
function begin(caller = VERCEL): (status?: number) => void {
  const begun = breaker.begin(caller);
  if (typeof begun === 'number') throw new Error(`put off for ${begun} ms`);
  return (status) => begun({ ...call, ...(status === undefined ? { error: 'ECONNREFUSED' } : { status }) });
}
function breakIt(): void {
  for (let count = 0; count < 5; count += 1) begin()();
}

describe('a vendor that does not answer', () => {
  it('is left alone after five failures, and only for the integration whose calls failed', () => {
    breakIt();
    expect(breaker.begin(VERCEL)).toBe(10_000);
    expect(breaker.standing(VERCEL)).toEqual({
      since: '2026-11-24T10:00:00.000Z',
      until: '2026-11-24T10:00:10.000Z',
      failures: 5,
    });
    begin(LINEAR)(200);
    begin({ ...VERCEL, workspaceId: 'T2' })(200);
    expect(breaker.standing(LINEAR)).toBeUndefined();
  });

  it('is tried by one call alone after a while, and by the next later where that fails', () => {
    breakIt();
    time += 10_000;
    const probe = begin();
    expect(breaker.begin(VERCEL)).toBe(2_000);
    probe();
    expect(breaker.begin(VERCEL)).toBe(20_000);
    expect(changes.map((rest) => rest?.until)).toEqual([
      '2026-11-24T10:00:10.000Z',
      '2026-11-24T10:00:30.000Z',
    ]);
  });

  it('is called by everyone again once it has answered, even with a refusal', () => {
    breakIt();
    time += 10_000;
    begin()(404);
    begin();
    begin();
    expect(breaker.standing(VERCEL)).toBeUndefined();
    expect(changes.at(-1)).toBeUndefined();
    expect(changes).toHaveLength(2);
  });

  it('is tried by another call where the one that was to try it was never sent', () => {
    breakIt();
    time += 10_000;
    const begun = breaker.begin(VERCEL);
    if (typeof begun === 'function') begun({ ...call, error: 'RATE_LIMITED' });
    begin()(200);
    expect(breaker.standing(VERCEL)).toBeUndefined();
  });

  it('is asked all the same for a person who wants to know', () => {
    breakIt();
    begin({ ...VERCEL, insists: true })(200);
    expect(breaker.standing(VERCEL)).toBeUndefined();
  });
});

describe('calls that hang', () => {
  it('keep others of the same integration from being begun, once four have hung for two seconds', () => {
    const hanging = Array.from({ length: 4 }, () => begin());
    begin()(200);
    time += 1_999;
    begin()(200);
    time += 1;
    expect(breaker.begin(VERCEL)).toBe(5_000);
    begin(LINEAR)(200);
    hanging[0]?.(200);
    begin()(200);
  });

  it('are not waited for for ever where nobody tells of their end', () => {
    for (let count = 0; count < 4; count += 1) begin();
    time += 120_000;
    begin()(200);
  });
});
