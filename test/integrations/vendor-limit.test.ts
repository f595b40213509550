import { expect, it } from 'vitest';
import { vendorLimitIn } from '../../src/integrations/vendor-limit.ts';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const SECONDS = NOW.getTime() / 1000;

it.each([
  ['GitHub, Vercel, Netlify, Jira', 'x-ratelimit-', `${SECONDS + 90}`],
  ['Linear', 'x-ratelimit-requests-', `${NOW.getTime() + 90_000}`],
  ['Render', 'ratelimit-', '90'],
  ['Jira and Netlify with a date', 'x-ratelimit-', '2026-11-24T10:01:30Z'],
])('reads how %s count', (_vendor, prefix, reset) => {
  const headers = new Headers({
    [`${prefix}limit`]: '100',
    [`${prefix}remaining`]: '42',
    [`${prefix}reset`]: reset,
  });
  expect(vendorLimitIn(headers, NOW)).toEqual({
    limit: 100,
    remaining: 42,
    resetAt: '2026-11-24T10:01:30.000Z',
  });
});

it('reads Linear’s requests, not its complexity', () => {
  const headers = new Headers({
    'x-ratelimit-complexity-remaining': '7',
    'x-ratelimit-requests-remaining': '1400',
    'x-ratelimit-requests-limit': '1500',
  });
  expect(vendorLimitIn(headers, NOW)).toEqual({ limit: 1500, remaining: 1400, resetAt: undefined });
});

it('takes GitHub’s search for what it is: another allowance', () => {
  const of = (resource: string) =>
    vendorLimitIn(new Headers({ 'x-ratelimit-remaining': '0', 'x-ratelimit-resource': resource }), NOW);
  expect(of('search')).toBeUndefined();
  expect(of('core')).toMatchObject({ remaining: 0 });
});

it.each([
  {},
  { 'x-ratelimit-remaining': 'many' },
  { 'x-ratelimit-limit': '100' },
  { 'x-ratelimit-remaining': '' },
])('says nothing of %j', (headers) => {
  expect(vendorLimitIn(new Headers(headers as Record<string, string>), NOW)).toBeUndefined();
});
