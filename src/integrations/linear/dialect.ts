import { z } from 'zod';
import type { ProviderErrorCode } from '../errors.ts';
import type { HttpAnswer } from '../http-errors.ts';

const text = z.string().nullish().catch(undefined);

const refusal = z.object({
  errors: z
    .array(
      z.object({
        message: text,
        extensions: z
          .object({ code: text, type: text, userPresentableMessage: text })
          .nullish()
          .catch(undefined),
      }),
    )
    .min(1),
});

type Refusal = z.infer<typeof refusal>['errors'][number];

const BY_CODE: Readonly<Record<string, ProviderErrorCode>> = {
  RATELIMITED: 'rate_limited',
  AUTHENTICATION_ERROR: 'unauthorized',
  FORBIDDEN: 'forbidden',
  FEATURE_NOT_ACCESSIBLE: 'forbidden',
  INTERNAL_ERROR: 'unavailable',
  INTERNAL_SERVER_ERROR: 'unavailable',
  LOCK_TIMEOUT: 'unavailable',
  NETWORK_ERROR: 'unavailable',
};

/** The allowances that Linear keeps, each with headers of its own. */
const ALLOWANCES = ['requests', 'complexity', 'endpoint-requests'] as const;

/**
 * What Linear means, which its HTTP status mostly does not say: a rate limit is a 400, and an error can come with 200.
 * Undefined where the status decides.
 *
 * Source: https://linear.app/developers/rate-limiting#api-request-limits
 *
 * @param entity what was asked for, as Linear names it: only when this is missing does "not found" mean just that. A
 *   person or label that is gone is a wrong input.
 */
export function codeOf(answer: HttpAnswer, entity: string | undefined): ProviderErrorCode | undefined {
  const error = firstError(answer);
  if (!error) return undefined;
  const known = BY_CODE[wordOf(error)];
  if (known) return known;
  const missing = /Entity not found: (\w+)/i.exec(error.message ?? '')?.[1];
  if (entity !== undefined && missing?.toLowerCase() === entity.toLowerCase()) return 'not_found';
  return answer.status === 200 || answer.status === 400 ? 'invalid_request' : undefined;
}

/**
 * The answer in words that all vendors share: the sentence that Linear means for people becomes its message, and the
 * end of the allowance that is used up becomes its reset (milliseconds since 1970).
 */
export function plainly(answer: HttpAnswer): HttpAnswer {
  const error = firstError(answer);
  const message = error?.extensions?.userPresentableMessage || error?.message;
  const headers = new Headers(answer.headers);
  const reset = resetIn(headers);
  if (reset) headers.set('x-ratelimit-reset', reset);
  return { ...answer, headers, ...(message ? { body: JSON.stringify({ message, errors: [error] }) } : {}) };
}

/** Whether the answer carries errors, whatever its status. */
export function isRefusal(answer: HttpAnswer): boolean {
  return answer.status < 200 || answer.status >= 300 || firstError(answer) !== undefined;
}

function resetIn(headers: Headers): string | undefined {
  const spent = ALLOWANCES.find((name) => headers.get(`x-ratelimit-${name}-remaining`) === '0');
  return (spent && headers.get(`x-ratelimit-${spent}-reset`)) ?? undefined;
}

function firstError({ body }: HttpAnswer): Refusal | undefined {
  try {
    return refusal.safeParse(JSON.parse(body)).data?.errors[0];
  } catch {
    return undefined;
  }
}

/** Older errors have a type in words (`authentication error`) where newer ones have a code. */
function wordOf({ extensions }: Refusal): string {
  return (extensions?.code ?? extensions?.type ?? '').toUpperCase().replaceAll(' ', '_');
}
