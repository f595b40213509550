import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { connectNetlify } from '../../../src/integrations/netlify/client.ts';
import { type Answer, startVendor, type Vendor } from '../recording-vendor.ts';
import { CREATE, DEPLOY_ID, GET, SITE, SITE_ID, site } from './answers.ts';
import { connection } from './platform.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
const CONFIGURE = '`/buildrunner configure netlify`';

async function failureOf(vendor: Vendor, call: 'get' | 'test' | 'deploy'): Promise<ProviderError> {
  const connected = await connectNetlify(connection(vendor), () => NOW);
  const calls = {
    get: () => connected.deployments?.get(DEPLOY_ID),
    test: () => connected.test(),
    deploy: () => connected.deployments?.deploy({ branch: 'a', marker: 'pv-1.1' }),
  };
  const error = await Promise.resolve(calls[call]()).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const failure = error as ProviderError;
  expect(`${failure.message} ${failure.advice}`).not.toContain('nfp_canary');
  return failure;
}

const refused = (code: number, message = `Netlify says ${code}`) => ({
  status: code,
  body: { code, message },
});

describe('what Netlify answers', () => {
  test.each<[what: string, answer: Answer, code: string, advice: RegExp, delayMs?: number]>([
    ['401', refused(401, 'Access Denied'), 'unauthorized', /refused the token.*User Settings → Applications/],
    ['403', refused(403), 'forbidden', /Access token of a member of the site's team/],
    ['404', refused(404), 'not_found', /no longer has this deploy\./],
    ['410', refused(410), 'not_found', /no longer has/],
    ['400', refused(400), 'invalid_request', /did not accept this: Netlify says 400/],
    ['402', refused(402), 'invalid_request', /Netlify says 402/],
    ['409', { status: 409, body: {} }, 'invalid_request', /\(HTTP 409\) and gave no reason/],
    ['422', refused(422), 'invalid_request', /Netlify says 422/],
    ['422 by field', { status: 422, body: { errors: { branch: ['x'] } } }, 'invalid_request', /HTTP 422/],
    ['429', refused(429), 'rate_limited', /slow down/],
    [
      '429 with a reset time, as Netlify sends it',
      {
        status: 429,
        headers: { 'x-ratelimit-limit': '500', 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 42) },
        body: '',
      },
      'rate_limited',
      /slow down/,
      42_000,
    ],
    [
      '429 with Retry-After',
      { status: 429, headers: { 'retry-after': '7' }, body: '' },
      'rate_limited',
      /slow down/,
      7_000,
    ],
  ])('%s', async (_what, answer, code, advice, delayMs) => {
    await using vendor = await startVendor({ [GET]: answer });
    const failure = await failureOf(vendor, 'get');
    expect(failure).toMatchObject({ code, status: answer.status ?? 200, delayMs });
    expect(failure.advice).toMatch(advice);
    expect(failure.retryable).toBe(['rate_limited', 'unavailable'].includes(code));
    expect(vendor.calls()).toEqual([GET]);
  });
});

describe('which field to mend', () => {
  test('a site that is not there', async () => {
    await using vendor = await startVendor({ [SITE]: refused(404, 'Not Found') });
    expect((await failureOf(vendor, 'test')).advice).toBe(
      `There is no site ${SITE_ID} that this token can see. Check Site ID and whether the token's owner is a member of the site's team, then run ${CONFIGURE}.`,
    );
  });

  test('a token that is refused', async () => {
    await using vendor = await startVendor({ [SITE]: refused(401, 'Access Denied') });
    expect((await failureOf(vendor, 'test')).advice).toBe(
      `Netlify refused the token. Make a new one in Netlify User Settings → Applications, then run ${CONFIGURE}.`,
    );
  });

  test('a token that may read but not deploy', async () => {
    await using vendor = await startVendor({ [SITE]: { body: site() }, [CREATE]: refused(403) });
    expect((await failureOf(vendor, 'deploy')).advice).toMatch(
      /owner may not do this.*Paste an Access token/,
    );
  });
});
