import type { Connection } from '../contract.ts';
import type { HttpAnswer } from '../http-errors.ts';

/** One request in the words of Netlify's specification; the path begins after `/api/v1`. */
export interface NetlifyRequest {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
}

/** Longer than any of these calls takes on a good day, shorter than a person waits for a modal's answer. */
const TIMEOUT_MS = 20_000;

/** Sends one request and gives back Netlify's answer as it came, refusals included. Throws what fetch threw. */
export async function exchange(
  { baseUrl, values }: Connection,
  { method, path, query = {}, body }: NetlifyRequest,
): Promise<HttpAnswer> {
  const parameters = new URLSearchParams(query).toString();
  const response = await fetch(`${baseUrl}${path}${parameters && `?${parameters}`}`, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${values.token ?? ''}`,
      // Netlify asks its API's users to name themselves.
      'user-agent': 'BuildRunner',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // A redirect could lead the token to another host; Netlify's API sends none.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
