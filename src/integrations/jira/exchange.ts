import type { Client, SendRequestOptions } from 'jira.js/core';
import type { HttpAnswer } from '../http-errors.ts';
import { REQUEST_TIMEOUT_MS } from '../request-timeout.ts';

type JiraCloud = typeof import('jira.js/cloud');

/** One call of the SDK: `(jira, client) => jira.getIssue(client, { issueIdOrKey: '10001' })`. */
export type CallBySdk = (jira: JiraCloud, client: Client) => Promise<unknown>;

/**
 * Lets jira.js build one request and sends it as it is. Its functions take any `Client`; this one sends with a timeout,
 * follows no redirect, never retries, and gives back the answer as it came. The SDK's own client has no timeout, keeps
 * neither text nor headers of an answer, and holds every answer against a schema that Jira's real ones often miss.
 * Throws what `fetch` threw where no answer came.
 */
export async function exchange(
  { baseUrl, email, token }: { baseUrl: string; email: string; token: string },
  call: CallBySdk,
): Promise<HttpAnswer> {
  const jira = await import('jira.js/cloud');
  const received: HttpAnswer[] = [];
  const client: Client = {
    async sendRequest<T>(options: SendRequestOptions<T>): Promise<T> {
      const response = await fetch(`${baseUrl}${options.url}${queryOf(options.searchParams)}`, {
        method: options.method ?? 'GET',
        headers: {
          accept: 'application/json',
          authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`,
          'user-agent': 'BuildRunner',
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      received.push({ status: response.status, headers: response.headers, body: await response.text() });
      // The SDK's functions hand this on; what came is read from `received`, by our own schemas.
      return undefined as T;
    },
  };
  await call(jira, client);
  const [answer] = received;
  if (!answer) throw new Error('jira.js sent no request');
  return answer;
}

/** Lists are repeated parameters in Jira's API and commas within one for `fields`, which it takes as well. */
function queryOf(searchParams: Readonly<Record<string, unknown>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(searchParams)) {
    for (const one of [value].flat()) if (one !== undefined && one !== null) query.append(name, String(one));
  }
  return query.size > 0 ? `?${query}` : '';
}
