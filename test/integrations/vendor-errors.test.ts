import { describe, expect, test, vi } from 'vitest';
import { ProviderError, type ProviderErrorCode } from '../../src/integrations/errors.ts';
import { loadManifests } from '../../src/integrations/manifest.ts';
import { providers } from '../../src/integrations/registry.ts';
import { createOutbound } from '../../src/security/outbound.ts';
import { type Dialect, dialectOf, REASON, type Refusal } from './dialect.ts';
import { type Answer, startVendor, type Vendor } from './recording-vendor.ts';

/** What becomes of it: a code, whether to try again, and how long to wait before, in ms. What is not retried is final. */
interface Verdict {
  code: ProviderErrorCode;
  retryable: boolean;
  delayMs?: number;
}

const final = (code: ProviderErrorCode): Verdict => ({ code, retryable: false });
const again = (code: ProviderErrorCode, delayMs?: number): Verdict => ({
  code,
  retryable: true,
  ...(delayMs === undefined ? {} : { delayMs }),
});

const REFUSALS: [refusal: Refusal, verdict: Verdict][] = [
  ['unauthorized', final('unauthorized')],
  ['forbidden', final('forbidden')],
  ['not_found', final('not_found')],
  ['invalid_request', final('invalid_request')],
  ['rate_limited', again('rate_limited', 42_000)],
];

const html = { 'content-type': 'text/html' };
const wish = { ...html, 'retry-after': '3' };
const away = { location: 'http://127.0.0.1:9/', 'content-type': 'text/plain' };

const PAGE = /A web page came back.*API base URL/;

const ANSWERS: [what: string, answer: Answer, verdict: Verdict, advice: RegExp][] = [
  ['500', { status: 500, body: {} }, again('unavailable'), /\(HTTP 500\).*tries again by itself/],
  ['502 with a page', { status: 502, headers: html, body: '<html>' }, again('unavailable'), /HTTP 502/],
  [
    '503 with a wish',
    { status: 503, headers: wish, body: '<html>' },
    again('unavailable', 3_000),
    /HTTP 503/,
  ],
  ['a page', { headers: html, body: '<!doctype html>' }, final('unreadable_answer'), PAGE],
  ['a page with 403', { status: 403, headers: html, body: '<html>' }, final('unreadable_answer'), PAGE],
  ['a page with 404', { status: 404, headers: html, body: '<html>' }, final('unreadable_answer'), PAGE],
  ['JSON of another kind', { body: { name: 'web-app' } }, final('unreadable_answer'), /could not be read/],
  ['a redirect', { status: 302, headers: away, body: '' }, final('unreadable_answer'), /redirects elsewhere/],
];

const manifests = await loadManifests('manifests');

test('every manifest has its provider, and every provider its manifest', () => {
  expect([...providers.keys()].toSorted()).toEqual([...manifests.keys()].toSorted());
});

describe.each([...providers.keys()])('what becomes of trouble with %s', async (id) => {
  const dialect = await dialectOf(id);
  const name = manifests.get(id)?.name ?? '';

  test.each(REFUSALS)('%s, in its own words', async (refusal, verdict) => {
    const failure = await failureAfter(dialect, dialect.refusals[refusal]);
    expectVerdict(failure, verdict, name);
    if (refusal === 'invalid_request') expect(failure.advice).toContain(REASON);
  });

  test.each(ANSWERS)('%s', async (_what, answer, verdict, advice) => {
    const failure = await failureAfter(dialect, answer);
    expectVerdict(failure, verdict, name);
    expect(failure.advice).toMatch(advice);
  });

  test.each(['', '{"id": "dpl_'])('what is no whole JSON document: %j', async (body) => {
    const { brokenJson: code } = dialect;
    const verdict = code === 'unavailable' ? again(code) : final(code);
    const failure = await failureAfter(dialect, { body });
    expectVerdict(failure, verdict, name);
    expect(failure.advice).toContain('could not be read');
  });

  test('a refused connection', async () => {
    const vendor = await startVendor({});
    await vendor[Symbol.asyncDispose]();
    const failure = await failureOf(dialect, vendor);
    expectVerdict(failure, again('network'), name);
    expect(failure.advice).toContain('(ECONNREFUSED)');
  });

  test('no answer in time', async () => {
    await using vendor = await startVendor(dialect.routes({}));
    const limits: number[] = [];
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      limits.push(ms);
      return AbortSignal.abort(new DOMException('timed out', 'TimeoutError'));
    });
    try {
      expectVerdict(await failureOf(dialect, vendor), again('timeout'), name);
      expect(new Set(limits)).toEqual(new Set([20_000]));
    } finally {
      timeout.mockRestore();
    }
  });

  test('a host that the outbound guard refuses', async () => {
    await using vendor = await startVendor({});
    const outbound = createOutbound({
      allowedHosts: ['api.acme.example'],
      operatorOrigins: [],
      timeouts: { connectMs: 1_000, headersMs: 1_000, bodyMs: 1_000 },
      maxResponseBytes: 1_000,
      onCall: () => undefined,
      now: () => 0,
    });
    const uninstall = outbound.install();
    try {
      expectVerdict(await failureOf(dialect, vendor), final('blocked_host'), name);
      expect(vendor.calls()).toEqual([]);
    } finally {
      uninstall();
      await outbound.close();
    }
  });
});

async function failureAfter(dialect: Dialect, answer: Answer): Promise<ProviderError> {
  await using vendor = await startVendor(dialect.routes(answer));
  return await failureOf(dialect, vendor);
}

async function failureOf(dialect: Dialect, vendor: Pick<Vendor, 'baseUrl'>): Promise<ProviderError> {
  const error = await dialect.ask(await dialect.connect(vendor)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw new Error('no ProviderError', { cause: error });
  expect(`${error.message} ${error.advice} ${error.cause}`).not.toContain(dialect.secret);
  return error;
}

/** What is told is whole sentences that name the vendor. */
function expectVerdict(failure: ProviderError, verdict: Verdict, name: string): void {
  const { code, retryable, delayMs, advice } = failure;
  expect({ code, retryable, delayMs }).toEqual({ delayMs: undefined, ...verdict });
  expect(advice).toMatch(/^[A-Z].+\.$/);
  expect(advice).toContain(name);
}
