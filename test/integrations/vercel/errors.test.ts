import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { connectVercel } from '../../../src/integrations/vercel/client.ts';
import { type Answer, startVendor, type Vendor } from '../recording-vendor.ts';
import { CREATE, GET, PROJECT, project } from './answers.ts';
import { connection } from './platform.ts';

const NOW = new Date('2026-11-24T10:30:00Z');
const CONFIGURE = '`/buildrunner configure vercel`';

async function failureOf(vendor: Vendor, call: 'get' | 'test' | 'deploy'): Promise<ProviderError> {
  const connected = await connectVercel(connection(vendor), () => NOW);
  const calls = {
    get: () => connected.deployments?.get('dpl_1'),
    test: () => connected.test(),
    deploy: () => connected.deployments?.deploy({ branch: 'a', marker: 'pv-1' }),
  };
  const error = await Promise.resolve(calls[call]()).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const failure = error as ProviderError;
  expect(`${failure.message} ${failure.advice}`).not.toContain('vcp_canary');
  return failure;
}

const refused = (code: string, more: Record<string, unknown> = {}): unknown => ({
  error: { code, message: `Vercel says ${code}`, ...more },
});

describe('what Vercel answers', () => {
  test.each<[what: string, answer: Answer, code: string, advice: RegExp, delayMs?: number]>([
    [
      '401',
      { status: 401, body: refused('unauthorized') },
      'unauthorized',
      /refused the token.*Settings → Tokens/,
    ],
    [
      '403 for a bad token',
      { status: 403, body: refused('forbidden', { invalidToken: true }) },
      'unauthorized',
      /refused the token/,
    ],
    ['403', { status: 403, body: refused('forbidden') }, 'forbidden', /the team team_acme\. Check Team ID/],
    ['404', { status: 404, body: refused('not_found') }, 'not_found', /no longer has this deployment/],
    ['410', { status: 410, body: refused('gone') }, 'not_found', /no longer has/],
    ['400', { status: 400, body: refused('bad_request') }, 'invalid_request', /Vercel says bad_request/],
    [
      '402',
      { status: 402, body: refused('payment_required') },
      'invalid_request',
      /Vercel says payment_required/,
    ],
    ['409', { status: 409, body: {} }, 'invalid_request', /\(HTTP 409\) and gave no reason/],
    ['422', { status: 422, body: refused('unprocessable') }, 'invalid_request', /Vercel says unprocessable/],
    ['429', { status: 429, body: refused('rate_limited') }, 'rate_limited', /slow down/],
    [
      '429 with Retry-After',
      { status: 429, headers: { 'retry-after': '7' }, body: '' },
      'rate_limited',
      /slow down/,
      7_000,
    ],
    [
      '429 with a reset time',
      { status: 429, headers: { 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 42) }, body: '' },
      'rate_limited',
      /slow down/,
      42_000,
    ],
    ['a page said to be JSON', { body: '<!DOCTYPE html>' }, 'unreadable_answer', /web page came back/],
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
  test('a project that is not there', async () => {
    await using vendor = await startVendor({
      'GET /v2/user': { body: { user: { email: 'ada@acme.example' } } },
      [PROJECT]: { status: 404, body: refused('not_found') },
    });
    expect((await failureOf(vendor, 'test')).advice).toBe(
      `There is no project called web-app in the team team_acme. Check Project name and Team ID, then run ${CONFIGURE}.`,
    );
  });

  test('a token that is refused', async () => {
    await using vendor = await startVendor({
      'GET /v2/user': { status: 401, body: refused('unauthorized') },
    });
    expect((await failureOf(vendor, 'test')).advice).toBe(
      `Vercel refused the token. Make a new one in Vercel → Settings → Tokens, then run ${CONFIGURE}.`,
    );
  });

  test('a token that may read but not deploy', async () => {
    await using vendor = await startVendor({
      [PROJECT]: { body: project() },
      [CREATE]: { status: 403, body: refused('forbidden') },
    });
    expect((await failureOf(vendor, 'deploy')).advice).toMatch(/make a token whose scope includes that team/);
  });
});

describe('what is no id is not sent', () => {
  test.each(['', '..', '../teams', 'dpl_1/..', '%2e%2e'])('a deployment %j', async (id) => {
    await using vendor = await startVendor({ '*': { body: {} } });
    const { deployments, webhooks } = await connectVercel(connection(vendor), () => NOW);
    for (const ask of [deployments?.get, deployments?.cancel, deployments?.buildLog]) {
      await expect(ask?.(id)).rejects.toMatchObject({
        code: 'not_found',
        advice: expect.stringMatching(/no longer has/),
      });
    }
    await webhooks?.remove(id);
    expect(vendor.calls()).toEqual([]);
  });

  test('a project called ..', async () => {
    await using vendor = await startVendor({ 'GET /v2/user': { body: { user: { email: 'a@b.example' } } } });
    const { test: check } = await connectVercel(connection(vendor, { project_name: '..' }), () => NOW);
    await expect(check()).rejects.toMatchObject({ advice: expect.stringContaining('no project called ..') });
    expect(vendor.calls()).toEqual(['GET /v2/user']);
  });
});
