import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ProviderError } from '../../src/integrations/errors.ts';
import {
  errorFromAnswer,
  errorFromThrown,
  readAnswer,
  type VendorAdvice,
  vendorMessage,
} from '../../src/integrations/http-errors.ts';
import { retryDelayMs } from '../../src/integrations/retry-after.ts';
import { OutboundError } from '../../src/security/outbound-error.ts';

const NOW = new Date('2026-11-24T10:30:00Z');

const ADVICE: VendorAdvice = {
  vendor: 'Acme',
  unauthorized: 'Mend the key.',
  forbidden: 'Mend the scope.',
  notFound: 'Mend the name.',
};

function thrownBy(cause: unknown): unknown {
  return Object.assign(new TypeError('fetch failed'), { cause });
}

function coded(code: string, name = 'Error'): Error {
  return Object.assign(new Error(`it broke: ${code}`), { code, name });
}

describe('errorFromThrown', () => {
  test.each([
    [
      'a refused connection',
      thrownBy(coded('ECONNREFUSED')),
      'network',
      /could not be reached \(ECONNREFUSED\)/,
    ],
    ['an unknown host', thrownBy(coded('ENOTFOUND')), 'network', /\(ENOTFOUND\)/],
    ['a bad certificate', thrownBy(coded('CERT_HAS_EXPIRED')), 'network', /\(CERT_HAS_EXPIRED\)/],
    [
      'several addresses tried',
      thrownBy(new AggregateError([coded('ECONNREFUSED')])),
      'network',
      /ECONNREFUSED/,
    ],
    ['a connection cut', thrownBy(coded('ECONNRESET')), 'network', /\(ECONNRESET\)/],
    ['something unnamed', new Error('strange'), 'network', /could not be reached\. Check/],
    ['not even an error', 'strange', 'network', /could not be reached\. Check/],
    ['a timeout of ours', new DOMException('The operation timed out', 'TimeoutError'), 'timeout', /in time/],
    ['a timeout of undici', thrownBy(coded('UND_ERR_HEADERS_TIMEOUT')), 'timeout', /in time/],
    [
      'a slow connect',
      thrownBy(coded('UND_ERR_CONNECT_TIMEOUT', 'ConnectTimeoutError')),
      'timeout',
      /in time/,
    ],
    [
      'a host we may not call',
      thrownBy(new OutboundError('BLOCKED_HOST', 'no')),
      'blocked_host',
      /may not call/,
    ],
    [
      'a private address',
      thrownBy(new OutboundError('BLOCKED_ADDRESS', 'no')),
      'blocked_host',
      /allowed hosts/,
    ],
    ['no end', thrownBy(new OutboundError('RESPONSE_TOO_LARGE', 'no')), 'unreadable_answer', /longer than/],
    [
      'arguments an SDK refused',
      coded('', 'SDKValidationError'),
      'invalid_request',
      /Check the configured fields/,
    ],
  ])('%s', (_what, thrown, code, advice) => {
    const error = errorFromThrown(thrown, ADVICE);
    expect(error).toMatchObject({ code, advice: expect.stringMatching(advice), cause: thrown });
    expect(error.retryable).toBe(code === 'network' || code === 'timeout');
  });

  test('a ProviderError inside is the answer', () => {
    const inner = new ProviderError('blocked_host', 'Only api.acme.example may be called.');
    expect(errorFromThrown(new Error('outer', { cause: thrownBy(inner) }), ADVICE)).toBe(inner);
  });

  test('causes in a ring end', () => {
    const ring = new Error('a');
    ring.cause = new Error('b', { cause: ring });
    expect(errorFromThrown(ring, ADVICE).code).toBe('network');
  });
});

describe('errorFromAnswer', () => {
  test('a vendor may know better than its status', () => {
    const advice: VendorAdvice = {
      ...ADVICE,
      codeOf: ({ body }) => (body.includes('RATELIMITED') ? 'rate_limited' : undefined),
    };
    const headers = new Headers({ 'retry-after': '2' });
    const body = '{"errors":[{"message":"Slow down","extensions":{"code":"RATELIMITED"}}]}';
    expect(errorFromAnswer({ status: 400, headers, body }, advice, NOW)).toMatchObject({
      code: 'rate_limited',
      delayMs: 2_000,
      retryable: true,
    });
    expect(errorFromAnswer({ status: 400, headers, body: '{}' }, advice, NOW).code).toBe('invalid_request');
  });

  test.each([
    ['a spent allowance waits until it renews', 429, { 'x-ratelimit-reset': '30' }, 30_000],
    [
      'trouble does not: the allowance has nothing to do with it',
      502,
      { 'x-ratelimit-reset': '3000' },
      undefined,
    ],
    [
      'trouble waits as long as the vendor asks for',
      503,
      { 'retry-after': '5', 'ratelimit-reset': '3000' },
      5_000,
    ],
    ['a request that is wrong is not sent again', 400, { 'retry-after': '5' }, undefined],
  ])('%s', (_what, status, headers, delayMs) => {
    const answer = { status, headers: new Headers(headers as Record<string, string>), body: '' };
    expect(errorFromAnswer(answer, ADVICE, NOW).delayMs).toBe(delayMs);
  });

  test('status and vendor message are for the log', () => {
    const answer = { status: 403, headers: new Headers(), body: '{"error":{"message":"No access"}}' };
    expect(errorFromAnswer(answer, ADVICE, NOW)).toMatchObject({
      message: 'forbidden: Acme answered HTTP 403: No access',
      advice: 'Mend the scope.',
    });
  });
});

test.each([
  ['{"error":{"code":"x","message":"Vercel"}}', 'Vercel'],
  ['{"message":"GitHub, Render"}', 'GitHub, Render'],
  ['{"errors":[{"message":"Linear"}]}', 'Linear'],
  ['{"errorMessages":["Jira"],"errors":{}}', 'Jira'],
  ['{"error":"plain"}', 'plain'],
  ['{"code":404}', ''],
  ['<html>', ''],
  ['', ''],
])('vendorMessage of %s', (body, message) => {
  expect(vendorMessage(body)).toBe(message);
});

test('readAnswer names what is missing, for the log', () => {
  const answer = { status: 200, headers: new Headers(), body: '{"user":{}}' };
  const schema = z.object({ user: z.object({ name: z.string() }) });
  expect(() => readAnswer(answer, schema, 'Acme')).toThrow(
    /unreadable_answer: Acme answered HTTP 200 .*user\.name/,
  );
});

describe('retryDelayMs', () => {
  const seconds = NOW.getTime() / 1000;
  test.each([
    [{}, undefined],
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': 'Tue, 24 Nov 2026 10:30:09 GMT' }, 9_000],
    [{ 'retry-after': 'Tue, 24 Nov 2026 10:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': 'soon', 'x-ratelimit-reset': `${seconds + 5}` }, 5_000],
    [{ 'x-ratelimit-reset': `${(seconds + 5) * 1000}` }, 5_000],
    [{ 'ratelimit-reset': '30' }, 30_000],
    [{ 'retry-after': '3', 'x-ratelimit-reset': `${seconds + 50}` }, 3_000],
    [{ 'retry-after': '999999' }, 3_600_000],
  ])('%j', (headers, delay) => {
    expect(retryDelayMs(new Headers(headers as Record<string, string>), true, NOW)).toBe(delay);
  });

  test('only a spent allowance waits for its renewal', () => {
    const headers = new Headers({ 'x-ratelimit-reset': '30' });
    expect(retryDelayMs(headers, true, NOW)).toBe(30_000);
    expect(retryDelayMs(headers, false, NOW)).toBeUndefined();
  });
});
