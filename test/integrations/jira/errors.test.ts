import { describe, expect, test, vi } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { createOutbound } from '../../../src/security/outbound.ts';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { GONE, ISSUE, refusal, WORLD } from './answers.ts';
import { API_TOKEN, connect, EMAIL, NOW } from './vendor.ts';

async function failureOf(vendor: { baseUrl: string }) {
  const { issues } = await connect(vendor);
  const error = await issues.get('10012').then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderError);
  const failure = error as ProviderError;
  const told = `${failure.message} ${failure.advice} ${failure.cause}`;
  expect(told).not.toContain(API_TOKEN);
  expect(told).not.toContain(Buffer.from(`${EMAIL}:${API_TOKEN}`).toString('base64'));
  return failure;
}

const html = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html;charset=UTF-8' },
  body: '<!DOCTYPE html><html><title>Site unavailable</title></html>',
});
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000).toISOString();

describe('what Jira answers', () => {
  test.each<[what: string, answer: Answer, code: string, advice: RegExp, delayMs?: number]>([
    [
      '401',
      refusal(401, ['Client must be authenticated to access this resource.']),
      'unauthorized',
      /refused Email and API token.*id\.atlassian\.com.*configure jira/,
    ],
    [
      '401 with a text, as the gateway sends it',
      { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Client must be authenticated' },
      'unauthorized',
      /refused Email and API token/,
    ],
    [
      '200 as nobody: credentials that it does not know',
      { headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }, body: {} },
      'unauthorized',
      /refused Email and API token/,
    ],
    [
      '404 as nobody: the issue is not gone',
      { ...GONE, headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } },
      'unauthorized',
      /refused Email and API token/,
    ],
    [
      '403 for too many failed logins',
      refusal(403, ['Basic auth denied'], {}, { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }),
      'unauthorized',
      /refused Email and API token/,
    ],
    [
      '403',
      refusal(403, ['You do not have the permission to see the specified issue.']),
      'forbidden',
      /does not let the account do this in PROJ.*Project settings/,
    ],
    ['404', GONE, 'not_found', /finds no such issue, or the account may not see it/],
    ['410', refusal(410, ['The requested API has been removed.']), 'not_found', /finds no such issue/],
    [
      '400 with fields: each is named',
      refusal(400, ['The request is wrong.'], {
        summary: 'You must specify a summary.',
        customfield_1: 'No.',
      }),
      'invalid_request',
      /: The request is wrong\.; summary: You must specify a summary\.; customfield_1: No\.$/,
    ],
    ['422', refusal(422, ['Cannot be processed']), 'invalid_request', /Cannot be processed/],
    ['400 with nothing', { status: 400, body: {} }, 'invalid_request', /HTTP 400\) and gave no reason/],
    [
      '400 of another shape',
      { status: 400, body: { errorMessages: 'Bad', errors: [] } },
      'invalid_request',
      /: Bad/,
    ],
    ['409: somebody was faster', refusal(409, ['Conflict']), 'unavailable', /tries again by itself/],
    [
      '429 with a wish',
      refusal(429, ['Rate limit exceeded.'], {}, { 'retry-after': '17', 'x-ratelimit-reset': inSeconds(99) }),
      'rate_limited',
      /slow down/,
      17_000,
    ],
    [
      '429 with the end of its window',
      refusal(
        429,
        [],
        {},
        { 'x-ratelimit-reset': inSeconds(42), 'ratelimit-reason': 'jira-quota-tenant-based' },
      ),
      'rate_limited',
      /slow down/,
      42_000,
    ],
    ['429 without anything', { status: 429, body: '' }, 'rate_limited', /slow down/],
    ['500', refusal(500, ['Internal server error']), 'unavailable', /HTTP 500/],
    ['503 with a wish', refusal(503, [], {}, { 'retry-after': '3' }), 'unavailable', /HTTP 503/, 3_000],
    ['502 with a page', html(502), 'unavailable', /HTTP 502/],
    ['504 with nothing', { status: 504, body: '' }, 'unavailable', /HTTP 504/],
    [
      '404 with a page: there is no such site',
      html(404),
      'unreadable_answer',
      /web page came back.*base URL/,
    ],
    [
      'a redirect, which is not followed',
      { status: 302, headers: { location: 'http://127.0.0.1:9/' }, body: '' },
      'unreadable_answer',
      /redirects elsewhere/,
    ],
    ['a page', html(200), 'unreadable_answer', /web page/],
    ['a page said to be JSON', { body: '<!DOCTYPE html>' }, 'unreadable_answer', /web page/],
    ['an empty body', { body: '' }, 'unreadable_answer', /could not be read/],
    ['half a document', { body: '{"id": "100' }, 'unreadable_answer', /could not be read/],
    ['JSON without what is needed', { body: { id: '10012' } }, 'unreadable_answer', /could not be read/],
  ])('%s', async (_what, answer, code, advice, delayMs) => {
    await using vendor = await startVendor({ ...WORLD, [`GET ${ISSUE}`]: answer });
    const failure = await failureOf(vendor);
    expect(failure).toMatchObject({ code, delayMs });
    expect(failure.advice).toMatch(advice);
    expect(failure.retryable).toBe(['rate_limited', 'unavailable'].includes(code));
    expect(vendor.calls().filter((call) => call === `GET ${ISSUE}`)).toHaveLength(1);
  });
});

test('a refused connection is network trouble, worth a retry', async () => {
  const vendor = await startVendor({});
  await vendor[Symbol.asyncDispose]();
  const failure = await failureOf(vendor);
  expect(failure).toMatchObject({ code: 'network', retryable: true, status: undefined });
  expect(failure.advice).toContain('(ECONNREFUSED)');
});

test('a host that the outbound guard refuses, through the SDK', async () => {
  await using vendor = await startVendor({});
  const outbound = createOutbound({
    allowedHosts: ['*.atlassian.net'],
    operatorOrigins: [],
    timeouts: { connectMs: 1_000, headersMs: 1_000, bodyMs: 1_000 },
    maxResponseBytes: 1_000,
    onCall: () => undefined,
    now: () => 0,
  });
  const uninstall = outbound.install();
  try {
    expect(await failureOf(vendor)).toMatchObject({ code: 'blocked_host', retryable: false });
    expect(vendor.received).toEqual([]);
  } finally {
    uninstall();
    await outbound.close();
  }
});

test('a vendor that does not answer in time, through the SDK', async () => {
  await using vendor = await startVendor({});
  const asked: RequestInit[] = [];
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    asked.push(init);
    return Promise.reject(new DOMException('timed out', 'TimeoutError'));
  });
  try {
    expect(await failureOf(vendor)).toMatchObject({ code: 'timeout', retryable: true });
    expect(asked[0]).toMatchObject({ signal: expect.any(AbortSignal), redirect: 'manual' });
  } finally {
    vi.unstubAllGlobals();
  }
});

test('each request bears email and token, as an API token is used', async () => {
  await using vendor = await startVendor(WORLD);
  await (await connect(vendor)).issues.get('10012');
  for (const { headers } of vendor.received) {
    expect(headers).toMatchObject({
      authorization: `Basic ${Buffer.from(`${EMAIL}:${API_TOKEN}`).toString('base64')}`,
      accept: 'application/json',
      'user-agent': 'BuildRunner',
    });
  }
});
