import type { VercelCore } from '@vercel/sdk/core.js';
import type { Connection } from '../contract.ts';
import type { HttpAnswer } from '../http-errors.ts';
import { REQUEST_TIMEOUT_MS } from '../request-timeout.ts';

/** Calls one function of the SDK with a client made for this call. */
export type SendBySdk = (client: VercelCore) => PromiseLike<{ ok: boolean; error?: unknown }>;

/**
 * Lets the SDK build, sign and send one request, and gives back Vercel's answer as it came. The SDK is strict in both
 * directions: for requests that is what we want, but it refuses an answer over one field of forty that is null or
 * new, although we read eight. So the answer is taken off the wire here, and the SDK's own reading of it is not
 * used. Throws what the SDK threw where no answer came.
 */
export async function exchange(connection: Connection, send: SendBySdk): Promise<HttpAnswer> {
  const [{ VercelCore }, { HTTPClient }] = await Promise.all([
    import('@vercel/sdk/core.js'),
    import('@vercel/sdk/lib/http.js'),
  ]);
  let response: Response | undefined;
  const httpClient = new HTTPClient({
    fetcher: async (input) => {
      // A redirect could lead the token to another host; Vercel's API sends none.
      const received = await fetch(input, { redirect: 'manual' });
      response = received.clone();
      return received;
    },
  });
  httpClient.addHook('beforeRequest', pinListingVersion);

  const client = new VercelCore({
    bearerToken: connection.values.token ?? '',
    serverURL: connection.baseUrl,
    httpClient,
    timeoutMs: REQUEST_TIMEOUT_MS,
    retryConfig: { strategy: 'none' },
  });
  const failure = await failureOf(send(client));
  if (!response) throw failure;
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/**
 * The SDK lists deployments through `/v7/deployments`. The version that Vercel's published specification holds, and
 * that our contract test checks requests against, is v6; both take the same query and give the same list.
 */
function pinListingVersion(request: Request): Request | undefined {
  const url = new URL(request.url);
  if (!url.pathname.endsWith('/v7/deployments')) return undefined;
  url.pathname = url.pathname.replace(/v7\/deployments$/, 'v6/deployments');
  return new Request(url, request);
}

/** The SDK tells its failures in a result, but throws where JSON was announced and something else came. */
async function failureOf(sent: ReturnType<SendBySdk>): Promise<unknown> {
  try {
    const result = await sent;
    return result.error;
  } catch (error) {
    return error;
  }
}
