import { beforeEach, describe, expect, it } from 'vitest';
import { createHealthSigns, type HealthSigns } from '../../src/integrations/health-signs.ts';
import type { IntakeOutcome } from '../../src/integrations/intake.ts';
import type { Caller } from '../../src/security/caller.ts';

const VERCEL: Caller = { workspaceId: 'T1', integrationId: 'int-1', provider: 'vercel' };
const AT = '2026-11-24T10:00:00.000Z';
const call = { method: 'GET', origin: 'https://api.example', path: '/', durationMs: 5, bytes: 0 };

let time: number;
let signs: HealthSigns;
beforeEach(() => {
  time = Date.parse(AT);
  signs = createHealthSigns({ now: () => new Date(time) });
});

const answer = (status: number, headers = {}, caller = VERCEL) =>
  signs.onAnswer(caller, status, new Headers(headers));
async function deliver(kind: IntakeOutcome['kind'], address?: string, times = 1, provider = 'vercel') {
  const intake = signs.intake(
    async () => ({ kind, reason: '', advice: '', deliveries: [] }) as IntakeOutcome,
  );
  for (let count = 0; count < times; count += 1) {
    await intake(provider, { headers: {}, body: Buffer.of() }, address);
  }
}

describe('calls', () => {
  it.each<[string, [status: number, headers?: Record<string, string>][], number]>([
    ['unknown credentials at once', [[401]], 3],
    ['each thing that is not theirs', [[403], [403]], 2],
    ['none after one that was taken', [[403], [401], [200]], 0],
    ['no limit', [[403, { 'retry-after': '60' }], [403, { 'x-ratelimit-remaining': '0' }], [429]], 0],
    ['nothing else that goes wrong', [[404], [500], [422]], 0],
  ])('count as refusals %s', (_what, answers, refusals) => {
    for (const [status, headers] of answers) answer(status, headers);
    expect(signs.of(VERCEL).refusals).toBe(refusals);
  });

  it('of one integration tell nothing of another', () => {
    answer(401);
    answer(200, {}, { ...VERCEL, integrationId: 'int-2' });
    expect(signs.of(VERCEL)).toMatchObject({ refusals: 3, acceptedAt: undefined });
    expect(signs.of({ ...VERCEL, integrationId: 'int-2' })).toMatchObject({ refusals: 0, acceptedAt: AT });
  });

  it('that a person has made with what they just typed tell only that it works', () => {
    const insists = { ...VERCEL, insists: true };
    answer(401, {}, insists);
    expect(signs.of(VERCEL).refusals).toBe(0);
    answer(401);
    answer(200, {}, insists);
    expect(signs.of(VERCEL)).toMatchObject({ refusals: 0, acceptedAt: AT });
  });

  it('tell when the vendor last answered, whatever it said', () => {
    signs.onCall({ ...call, caller: VERCEL, error: 'ECONNREFUSED' });
    signs.onCall({ ...call, status: 200 });
    expect(signs.of(VERCEL).answeredAt).toBeUndefined();
    signs.onCall({ ...call, caller: VERCEL, status: 404 });
    expect(signs.of(VERCEL).answeredAt).toBe(AT);
  });
});

describe('deliveries', () => {
  it('that cannot be verified are counted for an hour, or until one can', async () => {
    await deliver('unverified', 'T1.int-1', 4);
    expect(signs.of(VERCEL)).toMatchObject({ unverified: 4, verifiedAt: undefined });
    time += 59 * 60_000;
    await deliver('unverified', 'T1.int-1');
    expect(signs.of(VERCEL).unverified).toBe(5);
    time += 60_000;
    expect(signs.of(VERCEL).unverified).toBe(0);
    await deliver('unverified', 'T1.int-1', 2);
    expect(signs.of(VERCEL).unverified).toBe(2);
    await deliver('not_understood', 'T1.int-1');
    expect(signs.of(VERCEL)).toMatchObject({ unverified: 0, verifiedAt: new Date(time).toISOString() });
  });

  it('of another integration or provider are another’s, those without an address everyone’s of the provider', async () => {
    await deliver('unverified', 'T1.int-2', 3);
    await deliver('unverified', undefined, 3, 'linear');
    expect(signs.of(VERCEL).unverified).toBe(0);
    await deliver('unverified', undefined, 3);
    expect(signs.of(VERCEL).unverified).toBe(3);
    await deliver('closed', undefined);
    expect(signs.of(VERCEL)).toMatchObject({ unverified: 3, verifiedAt: undefined });
  });

  it('to addresses that somebody makes up are not remembered without end', async () => {
    await deliver('unverified', 'T1.int-1', 3);
    for (let count = 0; count < 1_000; count += 1) await deliver('unverified', `T1.${count}`);
    expect(signs.of(VERCEL).unverified).toBe(0);
  });
});
