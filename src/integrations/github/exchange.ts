import type { Octokit } from '@octokit/core';
import type { HttpAnswer } from '../http-errors.ts';
import { REQUEST_TIMEOUT_MS } from '../request-timeout.ts';

/** Sends one request with a client made for it. */
export type SendByOctokit<Result = unknown> = (octokit: Octokit) => Promise<Result>;

/** The version of the API that requests and answers are written for. */
const API_VERSION = '2022-11-28';

/**
 * Lets Octokit build and send one request and gives back GitHub's answer as it came, refusals included: Octokit keeps
 * neither the text of an answer nor an error that says which of GitHub's limits was met. Throws what Octokit threw
 * where no answer came.
 */
export async function exchange(
  { baseUrl, token }: { baseUrl: string; token: string | undefined },
  send: SendByOctokit,
): Promise<HttpAnswer> {
  const { Octokit } = await import('@octokit/core');
  let response: Response | undefined;
  const octokit = new Octokit({
    baseUrl,
    userAgent: 'BuildRunner',
    ...(token ? { auth: token } : {}),
    log: SILENT,
    request: {
      fetch: async (url: string, init: RequestInit) => {
        const received = await fetch(url, {
          ...init,
          headers: { ...init.headers, 'x-github-api-version': API_VERSION },
          // GitHub redirects for what was renamed or moved: that is worth telling, not following with the token.
          redirect: 'manual',
          signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
        });
        response = received.clone();
        return received;
      },
    },
  });
  const failure = await send(octokit).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!response) throw failure;
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const nothing = () => undefined;

/** Deprecations go to Octokit's own log, which is the console. */
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
