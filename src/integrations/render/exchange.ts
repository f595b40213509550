import type { Connection } from '../contract.ts';
import type { HttpAnswer } from '../http-errors.ts';

/** One request in the words of https://api-docs.render.com: the path below `/v1`, its parts escaped already. */
export interface RenderRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  /** What is undefined is left out. */
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  body?: Readonly<Record<string, unknown>>;
}

/** Longer than any of these calls takes on a good day, shorter than a person waits for a modal's answer. */
const TIMEOUT_MS = 20_000;

/** Sends one request, once, and gives back Render's answer as it came. Throws what `fetch` threw where none came. */
export async function exchange(connection: Connection, request: RenderRequest): Promise<HttpAnswer> {
  const { method, path, query = {}, body } = request;
  const url = new URL(`${connection.baseUrl}${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${connection.values.api_key ?? ''}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    // A redirect could lead the key to another host; Render's API sends none.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
