import { z } from 'zod';
import type { ProviderErrorCode } from '../errors.ts';
import type { HttpAnswer } from '../http-errors.ts';

const refusal = z.object({
  errorMessages: z.array(z.string()).catch([]),
  errors: z.record(z.string(), z.unknown()).catch({}),
});

/**
 * Whether Jira took a request with credentials it does not know as nobody's. It then answers as if nobody had signed in: what is
 * not public is missing, and a search finds nothing, which must not look as if everything had been deleted.
 *
 * Source: https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/#captcha
 */
export function wasAnonymous({ headers }: HttpAnswer): boolean {
  const reason = headers.get('x-seraph-loginreason') ?? '';
  return /AUTHENTICAT(?:ED_FAILED|ION_DENIED|ION_FAILED)/.test(reason);
}

/** What Jira means where its status alone does not say it. */
export function codeOf(answer: HttpAnswer): ProviderErrorCode | undefined {
  if (wasAnonymous(answer)) return 'unauthorized';
  // Somebody changed the issue at the same moment: worth another try, unlike a request that is wrong.
  return answer.status === 409 ? 'unavailable' : undefined;
}

/**
 * The answer in words that all vendors share. Jira's `{errorMessages: [], errors: {field: sentence}}` becomes one message
 * in which every field is named.
 */
export function plainly(answer: HttpAnswer): HttpAnswer {
  const given = read(answer.body);
  if (!given) return answer;
  const fields = Object.entries(given.errors).map(([field, sentence]) => `${field}: ${String(sentence)}`);
  const message = [...given.errorMessages, ...fields].join('; ');
  return message ? { ...answer, body: JSON.stringify({ message }) } : answer;
}

function read(body: string): z.infer<typeof refusal> | undefined {
  try {
    return refusal.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
