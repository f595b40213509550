import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { type Answer, startVendor, type Vendor } from '../recording-vendor.ts';
import {
  DEPLOY_ID,
  deploy,
  deploys,
  EXTERNAL_ID,
  GET,
  GET_SERVICE,
  LIST,
  SERVICE_ID,
  SET_BRANCH,
  service,
} from './answers.ts';
import { CANARY, connect } from './connect.ts';

const CONFIGURE = '`/buildrunner configure render`';

async function failureOf(vendor: Vendor, call: 'get' | 'test' | 'deploy'): Promise<ProviderError> {
  const connected = await connect(vendor);
  const calls = {
    get: () => connected.deployments?.get(EXTERNAL_ID),
    test: () => connected.test(),
    deploy: () => connected.deployments?.deploy({ branch: 'a', marker: 'pv-1' }),
  };
  const error = await Promise.resolve(calls[call]()).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const failure = error as ProviderError;
  expect(`${failure.message} ${failure.advice}`).not.toContain(CANARY);
  return failure;
}

const says = (message: string): unknown => ({ id: 'req-1', message });

describe('what Render answers', () => {
  test.each<[what: string, answer: Answer, code: string, advice: RegExp, delayMs?: number]>([
    ['401', { status: 401, body: says('Unauthorized') }, 'unauthorized', /refused the API key.*API Keys/],
    ['403', { status: 403, body: says('forbidden') }, 'forbidden', /Check Service ID, or use the API key/],
    ['404', { status: 404, body: says('not found') }, 'not_found', /no longer has this deploy/],
    ['410', { status: 410, body: says('gone') }, 'not_found', /no longer has/],
    ['400', { status: 400, body: says('invalid commitId') }, 'invalid_request', /: invalid commitId/],
    ['402', { status: 402, body: says('payment required') }, 'invalid_request', /payment required/],
    ['406', { status: 406, body: {} }, 'invalid_request', /\(HTTP 406\) and gave no reason/],
    ['409', { status: 409, body: says('conflict') }, 'invalid_request', /: conflict/],
    ['422', { status: 422, body: says('unprocessable') }, 'invalid_request', /: unprocessable/],
    ['429', { status: 429, body: says('rate limit exceeded') }, 'rate_limited', /slow down/],
    [
      '429 with the seconds that are left',
      { status: 429, headers: { 'ratelimit-reset': '54' }, body: says('rate limit exceeded') },
      'rate_limited',
      /slow down/,
      54_000,
    ],
  ])('%s', async (_what, answer, code, advice, delayMs) => {
    await using vendor = await startVendor({ [GET_SERVICE]: { body: service() }, [GET]: answer });
    const failure = await failureOf(vendor, 'get');
    expect(failure).toMatchObject({ code, status: answer.status ?? 200, delayMs });
    expect(failure.advice).toMatch(advice);
    expect(failure.retryable).toBe(['rate_limited', 'unavailable'].includes(code));
    expect(vendor.calls().filter((call) => call === GET)).toHaveLength(1);
  });
});

describe('which field to mend', () => {
  test('a service that is not there', async () => {
    await using vendor = await startVendor({ [GET_SERVICE]: { status: 404, body: says('not found') } });
    expect((await failureOf(vendor, 'test')).advice).toBe(
      `This API key sees no service ${SERVICE_ID}. Check Service ID (in the service's address in Render) and API key, then run ${CONFIGURE}.`,
    );
  });

  test('an API key that is refused', async () => {
    await using vendor = await startVendor({ '*': { status: 401, body: says('Unauthorized') } });
    expect((await failureOf(vendor, 'test')).advice).toBe(
      `Render refused the API key. Make a new one in Render → Account Settings → API Keys, then run ${CONFIGURE}.`,
    );
  });

  test('an API key that may read but not change the service', async () => {
    await using vendor = await startVendor({
      [GET_SERVICE]: { body: service() },
      [LIST]: { body: deploys(deploy()) },
      [SET_BRANCH]: { status: 403, body: says('forbidden') },
    });
    expect((await failureOf(vendor, 'deploy')).advice).toContain(
      `does not let the API key do this with ${SERVICE_ID}`,
    );
  });
});

test.each(['..', '../..', 'a/..', 'srv-1?x=1', '%2e%2e'])(
  'an id that is none is not sent: %s',
  async (id) => {
    await using vendor = await startVendor({ '*': { body: {} } });
    const { deployments, webhooks } = await connect(vendor);
    for (const externalId of [`${id}/${DEPLOY_ID}`, `${SERVICE_ID}/${id}`, `event/${id}`]) {
      await expect(deployments?.get(externalId)).rejects.toMatchObject({ code: 'not_found' });
    }
    await webhooks?.remove(id);
    expect(vendor.calls().filter((call) => call !== GET_SERVICE)).toEqual([]);
  },
);
