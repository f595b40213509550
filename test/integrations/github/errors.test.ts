import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { type Answer, startVendor, type Vendor } from '../recording-vendor.ts';
import { REPO } from './answers.ts';
import { connect, NOW, TOKEN } from './vendor.ts';

const STATUS = `POST ${REPO}/statuses/abc`;
const COMMIT_STATUS = { commitSha: 'abc', state: 'pending', context: 'c', description: 'd' } as const;

async function failureOf(vendor: Pick<Vendor, 'baseUrl'>) {
  const { repository } = await connect(vendor);
  const error = await repository.setCommitStatus(COMMIT_STATUS).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const failure = error as ProviderError;
  expect(`${failure.message} ${failure.advice}`).not.toContain(TOKEN);
  return failure;
}

const says = (message: string, more: Record<string, unknown> = {}) => ({
  message,
  ...more,
  documentation_url: 'https://docs.github.com/rest',
});
const inSeconds = (seconds: number) => String(NOW.getTime() / 1000 + seconds);

describe('what GitHub answers', () => {
  test.each<[what: string, answer: Answer, code: string, advice: RegExp, delayMs?: number]>([
    [
      '401',
      { status: 401, body: says('Bad credentials') },
      'unauthorized',
      /refused the token: it is wrong, revoked or expired.*Fine-grained tokens.*configure github/,
    ],
    [
      '403 with the permission it needs',
      {
        status: 403,
        headers: { 'x-accepted-github-permissions': 'statuses=write', 'x-ratelimit-remaining': '4000' },
        body: says('Resource not accessible by personal access token'),
      },
      'forbidden',
      /the token do this in acme\/web-app.*It needs statuses: write\./,
    ],
    [
      '403 for single sign-on',
      {
        status: 403,
        headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A' },
        body: says('Resource protected by organization SAML enforcement.'),
      },
      'forbidden',
      /authorize the token at https:\/\/github\.com\/orgs\/acme\/sso/,
    ],
    [
      '403',
      { status: 403, body: says('Must have admin rights') },
      'forbidden',
      /Check its repository permissions/,
    ],
    [
      '403 for the hour that is used up',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(42) },
        body: says('API rate limit exceeded for user ID 1.'),
      },
      'rate_limited',
      /slow down/,
      42_000,
    ],
    [
      '429 for the hour that is used up',
      {
        status: 429,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(7) },
        body: says('x'),
      },
      'rate_limited',
      /slow down/,
      7_000,
    ],
    [
      '403 for a secondary limit with a wish',
      {
        status: 403,
        headers: { 'retry-after': '13' },
        body: says('You have exceeded a secondary rate limit.'),
      },
      'rate_limited',
      /slow down/,
      13_000,
    ],
    [
      '403 for a secondary limit without one: a minute, not the rest of the hour',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': inSeconds(3_000) },
        body: says('You have exceeded a secondary rate limit. Please wait a few minutes.'),
      },
      'rate_limited',
      /slow down/,
      60_000,
    ],
    ['429 without anything', { status: 429, body: '' }, 'rate_limited', /slow down/, 60_000],
    [
      '404: what is missing, and that it may be hidden',
      { status: 404, body: says('Not Found') },
      'not_found',
      /finds no such commit in acme\/web-app, or the token may not see it\. Check "Commit statuses"/,
    ],
    ['410', { status: 410, body: says('Gone') }, 'not_found', /finds no such/],
    [
      '301 for what has moved, which is not followed',
      {
        status: 301,
        headers: { location: 'http://127.0.0.1:9/' },
        body: says('Moved Permanently', { url: 'https://api.github.com/repositories/7' }),
      },
      'not_found',
      /finds no such/,
    ],
    [
      '302 of something in between',
      { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' },
      'unreadable_answer',
      /redirects elsewhere/,
    ],
    [
      '422 with fields',
      {
        status: 422,
        body: says('Validation Failed', {
          errors: [
            { resource: 'Status', field: 'state', code: 'missing_field' },
            { resource: 'Status', field: 'context', code: 'custom', message: 'context is too long' },
          ],
        }),
      },
      'invalid_request',
      /Validation Failed: Status\.state is missing field; context is too long/,
    ],
    [
      '422 with sentences',
      { status: 422, body: says('Unprocessable', { errors: ['No ref', 'No sha'] }) },
      'invalid_request',
      /Unprocessable: No ref; No sha/,
    ],
    [
      '422 with one sentence',
      { status: 422, body: says('Validation Failed', { errors: 'Bad' }) },
      'invalid_request',
      /Validation Failed: Bad/,
    ],
    [
      '422 with a message alone',
      { status: 422, body: says('No commit found') },
      'invalid_request',
      /No commit found/,
    ],
    ['409', { status: 409, body: says('Git Repository is empty.') }, 'invalid_request', /is empty/],
    ['400 with nothing', { status: 400, body: {} }, 'invalid_request', /\(HTTP 400\) and gave no reason/],
  ])('%s', async (_what, answer, code, advice, delayMs) => {
    await using vendor = await startVendor({ [STATUS]: answer });
    const failure = await failureOf(vendor);
    expect(failure).toMatchObject({ code, status: answer.status, delayMs });
    expect(failure.advice).toMatch(advice);
    expect(failure.retryable).toBe(['rate_limited', 'unavailable'].includes(code));
    expect(vendor.calls()).toEqual([STATUS]);
  });
});

test('each request says who asks, for which version, and with which token', async () => {
  await using vendor = await startVendor({ [STATUS]: { body: {} } });
  await (await connect(vendor)).repository.setCommitStatus(COMMIT_STATUS);
  expect(vendor.received[0]?.headers).toMatchObject({
    authorization: `token ${TOKEN}`,
    'user-agent': expect.stringMatching(/^BuildRunner /),
    'x-github-api-version': '2022-11-28',
  });
});

test.each(['', '..', '../../acme', 'a/..'])(
  'a commit that is none is not asked for: %j',
  async (commitSha) => {
    await using vendor = await startVendor({ '*': { body: {} } });
    const { repository } = await connect(vendor);
    const status = { ...COMMIT_STATUS, commitSha };
    await expect(repository.setCommitStatus(status)).rejects.toMatchObject({ code: 'not_found' });
    expect(vendor.calls()).toEqual([]);
  },
);
