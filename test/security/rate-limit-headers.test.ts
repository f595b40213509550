import { expect, it } from 'vitest';
import { rateLimitRemaining } from '../../src/security/rate-limit-headers.ts';

it.each([
  ['GitHub, Vercel, Netlify', { 'x-ratelimit-remaining': '4999' }, 4999],
  ['Linear', { 'x-ratelimit-requests-remaining': '0' }, 0],
  ['Render', { 'ratelimit-remaining': ' 12 ' }, 12],
  ['a vendor that says nothing', { 'content-type': 'text/html' }, undefined],
  ['a vendor that says nonsense', { 'x-ratelimit-remaining': 'many' }, undefined],
  ['a vendor that contradicts itself', { 'x-ratelimit-remaining': ['1', '2'] }, undefined],
])('reads what is left from the headers of %s', (_vendor, headers, remaining) => {
  expect(rateLimitRemaining(headers)).toBe(remaining);
});
