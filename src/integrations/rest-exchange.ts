import type { HttpAnswer } from './http-errors.ts';
import { REQUEST_TIMEOUT_MS } from './request-timeout.ts';

/** One request in the words of a vendor's REST specification. */
export interface RestRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the API's base URL, each id in it a `pathSegment`. */
  path: string;
  /** What is undefined is left out. */
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  body?: Readonly<Record<string, unknown>>;
}

/**
 * Sends one request, once, with a bearer token, and gives back the vendor's answer as it came, refusals included. Throws
 * what `fetch` threw where none came.
 */
export async function restExchange(
  { baseUrl, token }: { baseUrl: string; token: string },
  { method, path, query = {}, body }: RestRequest,
): Promise<HttpAnswer> {
  const url = new URL(`${baseUrl}${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      // Some vendors ask the users of their API to name themselves.
      'user-agent': 'BuildRunner',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    // A redirect could lead the token to another host; an API sends none.
    redirect: 'manual',
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
