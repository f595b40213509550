import type { LinearGraphQLClient } from '@linear/sdk';
import { z } from 'zod';
import type { Connection } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { HttpAnswer } from '../http-errors.ts';
import { REQUEST_TIMEOUT_MS } from '../request-timeout.ts';

/** One GraphQL operation: a document of ours and what its variables are. */
export interface Operation {
  document: string;
  variables: Readonly<Record<string, unknown>>;
}

/** Where the SDK keeps the answer that its error is about. */
const refused = z.object({
  raw: z.object({
    response: z.object({
      status: z.number(),
      headers: z.instanceof(Headers),
      /** The text of an answer that is no JSON. */
      error: z.string().optional(),
      errors: z.unknown().optional(),
      data: z.unknown().optional(),
    }),
  }),
});

/**
 * Lets the SDK's GraphQL client send one operation, and gives back Linear's answer as it came, refusals included. The
 * SDK's own methods are not used: they fetch an issue's state, team and assignee with a request each. Throws what the
 * SDK threw where no answer came.
 */
export async function exchange(connection: Connection, operation: Operation): Promise<HttpAnswer> {
  const client = await clientFor(connection);
  try {
    const {
      data,
      status,
      headers = new Headers(),
    } = await client.rawRequest(operation.document, {
      ...operation.variables,
    });
    return { status: status ?? 200, headers, body: JSON.stringify({ data }) };
  } catch (thrown) {
    const answer = refused.safeParse(thrown).data?.raw.response;
    if (answer) {
      const { status, headers, error, errors, data } = answer;
      return { status, headers, body: error ?? JSON.stringify({ errors, data }) };
    }
    throw thrown instanceof SyntaxError ? unreadable(thrown) : thrown;
  }
}

/** A client for one request. Throws code `invalid_request` for an address that the SDK does not send a key to. */
async function clientFor({ values, baseUrl }: Connection): Promise<LinearGraphQLClient> {
  const { LinearClient } = await import('@linear/sdk');
  try {
    const { client } = new LinearClient({
      apiKey: values.api_key ?? '',
      apiUrl: `${baseUrl}/graphql`,
      // A redirect could lead the key to another host; Linear's API sends none.
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    return client;
  } catch (cause) {
    const advice =
      "Linear's SDK does not send the API key to this address. Set LINEAR_API_URL to an address that begins with https:// (http:// is for this machine alone), or leave it out, and start BuildRunner again.";
    throw new ProviderError('invalid_request', advice, { detail: 'the SDK refuses the base URL', cause });
  }
}

/**
 * The SDK parses what is said to be JSON, and keeps neither status nor text where that fails. An answer that broke off,
 * or an empty one of a gateway, is the likeliest then: worth a retry, which makes nothing twice.
 */
function unreadable(cause: SyntaxError): ProviderError {
  const advice =
    "Linear's answer could not be read. BuildRunner tries again by itself; if this goes on, check the API base URL and Linear's status page.";
  return new ProviderError('unavailable', advice, { detail: 'the body is not JSON', cause });
}
