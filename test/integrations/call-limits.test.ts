import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { createCallLimits } from '../../src/integrations/call-limits.ts';
import { loadManifests } from '../../src/integrations/manifest.ts';

/** As the integrations guide prints it: requests, and the window in seconds. */
const GUIDE: Record<string, [number, number]> = {
  jira: [1000, 3600],
  linear: [1000, 3600],
  vercel: [100, 60],
  render: [100, 60],
  netlify: [500, 3600],
};

const manifests = await loadManifests('manifests');
const VERCEL = { workspaceId: 'T1', integrationId: 'int-1', provider: 'vercel' };

beforeEach(() => {
  policy = policySchema.parse({});
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 10) });
});
afterEach(() => {
  onVendorLimit.mockReset();
  vi.useRealTimers();
});

const onVendorLimit = vi.fn();
let policy = policySchema.parse({});
const open = () =>
  createCallLimits({ manifests, policy: () => policy, onVendorLimit, now: () => new Date() });

async function takeAll(limits: ReturnType<typeof open>, count: number, caller = VERCEL): Promise<void> {
  for (let i = 0; i < count; i += 1) expect(await limits.take(caller)).toBe(0);
}

describe('the policy', () => {
  it('may say otherwise, from the moment that it does', async () => {
    const limits = open();
    await takeAll(limits, 3);
    policy = policySchema.parse({ rate_limits: { vercel: { requests: 2, window_seconds: 10 } } });
    expect(await limits.standing(VERCEL)).toMatchObject({ requests: 2, windowSeconds: 10, left: 2 });
    await takeAll(limits, 2);
    const wait = await limits.take(VERCEL);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(10_000);
    policy = policySchema.parse({});
    expect(await limits.standing(VERCEL)).toMatchObject({ requests: 100, left: 97 });
  });
});

describe('the guide’s table', () => {
  it.each([...manifests.keys()].filter((id) => id in GUIDE))('holds for %s', async (provider) => {
    const [requests, windowSeconds] = GUIDE[provider]!;
    const limits = open();
    const caller = { ...VERCEL, provider };
    await takeAll(limits, requests, caller);
    const wait = await limits.take(caller);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(windowSeconds * 1000);
    vi.advanceTimersByTime(wait);
    expect(await limits.take(caller)).toBe(0);
  });

  it('is for each integration, as each has credentials of its own', async () => {
    const limits = open();
    await takeAll(limits, 100);
    expect(await limits.take(VERCEL)).toBeGreaterThan(0);
    expect(await limits.take({ ...VERCEL, integrationId: 'int-2' })).toBe(0);
    expect(await limits.take({ ...VERCEL, workspaceId: 'T2' })).toBe(0);
  });
});

it('passes on what a vendor says of its own limit, and of no other allowance', () => {
  const limits = open();
  const left = { 'x-ratelimit-remaining': '7' };
  limits.observe(VERCEL, 200, new Headers(left));
  limits.observe(VERCEL, 200, new Headers({ ...left, 'x-ratelimit-resource': 'search' }));
  limits.observe(VERCEL, 200, new Headers());
  expect(onVendorLimit.mock.calls).toEqual([[VERCEL, expect.objectContaining({ remaining: 7 })]]);
});

describe('a vendor that asks to wait', () => {
  const answer = (headers: Record<string, string>) => new Headers(headers);

  it('is left alone for as long as it says', async () => {
    const limits = open();
    limits.observe(VERCEL, 429, answer({ 'retry-after': '20' }));
    expect(await limits.take(VERCEL)).toBe(20_000);
    expect((await limits.standing(VERCEL))?.restsUntil).toBe('2026-11-24T10:00:20.000Z');
    vi.advanceTimersByTime(20_000);
    expect(await limits.take(VERCEL)).toBe(0);
    expect((await limits.standing(VERCEL))?.restsUntil).toBeUndefined();
  });

  it('is left alone for a minute at most: it may count each route for itself', async () => {
    const limits = open();
    limits.observe(VERCEL, 429, answer({ 'retry-after': '3000' }));
    expect(await limits.take(VERCEL)).toBe(60_000);
  });

  it('is not left alone for what is no such wish', async () => {
    const limits = open();
    limits.observe(VERCEL, 503, answer({ 'retry-after': '20' }));
    limits.observe(VERCEL, 429, answer({}));
    limits.observe(VERCEL, 200, answer({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' }));
    expect(await limits.take(VERCEL)).toBe(0);
  });
});

describe('how an integration stands', () => {
  it('is told by our count and by the vendor’s', async () => {
    const limits = open();
    await takeAll(limits, 3);
    limits.observe(VERCEL, 200, new Headers({ 'x-ratelimit-limit': '120', 'x-ratelimit-remaining': '88' }));
    expect(await limits.standing(VERCEL)).toEqual({
      requests: 100,
      windowSeconds: 60,
      left: 97,
      vendor: { limit: 120, remaining: 88, resetAt: undefined },
      restsUntil: undefined,
    });
  });

  it('is told of one that has called nobody yet, and of none that nobody knows', async () => {
    expect(await open().standing(VERCEL)).toMatchObject({ left: 100, vendor: undefined });
    expect(await open().standing({ ...VERCEL, provider: 'nobody' })).toBeUndefined();
    expect(await open().take({ ...VERCEL, provider: 'nobody' })).toBe(0);
  });
});
