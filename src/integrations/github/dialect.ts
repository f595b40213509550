import { z } from 'zod';
import type { ProviderErrorCode } from '../errors.ts';
import type { HttpAnswer, VendorAdvice } from '../http-errors.ts';

/** What to wait for where a secondary limit names no time: "at least one minute". */
const SECONDARY_LIMIT_SECONDS = 60;

const text = z.string().nullish().catch(undefined);
const refusal = z.object({
  message: text,
  url: text,
  errors: z
    .union([z.string(), z.array(z.union([z.string(), z.record(z.string(), z.unknown())]))])
    .nullish()
    .catch(undefined),
});

type Refusal = z.infer<typeof refusal>;

/**
 * What GitHub means where its status alone does not say it. Both rate limits come as 403 or 429; what was renamed or
 * moved is answered with a redirect to its new place.
 *
 * Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function codeOf(answer: HttpAnswer): ProviderErrorCode | undefined {
  if (isRateLimit(answer)) return 'rate_limited';
  if ([301, 302, 307, 308].includes(answer.status) && read(answer)?.url) return 'not_found';
  return undefined;
}

function isRateLimit({ status, headers, body }: HttpAnswer): boolean {
  if (status !== 403 && status !== 429) return false;
  return (
    status === 429 ||
    headers.has('retry-after') ||
    headers.get('x-ratelimit-remaining') === '0' ||
    /secondary rate limit|API rate limit exceeded|abuse detection/i.test(body)
  );
}

/**
 * The answer in words that all vendors share: what was wrong with each field goes into the message, and a secondary
 * limit gets the wait that GitHub documents instead of the end of the hour, which `x-ratelimit-reset` means.
 */
export function plainly(answer: HttpAnswer): HttpAnswer {
  const headers = new Headers(answer.headers);
  const primary = headers.get('x-ratelimit-remaining') === '0';
  if (isRateLimit(answer) && !headers.has('retry-after') && !primary) {
    headers.set('retry-after', String(SECONDARY_LIMIT_SECONDS));
  }
  const given = read(answer);
  const details = given ? detailsIn(given) : [];
  if (details.length === 0) return { ...answer, headers };
  const message = [given?.message, details.join('; ')].filter(Boolean).join(': ');
  return { ...answer, headers, body: JSON.stringify({ message }) };
}

/** The advice with what GitHub itself says is missing: a permission by name, or single sign-on. */
export function sharpen(advice: VendorAdvice, { headers }: HttpAnswer): VendorAdvice {
  const signOn = /url=(https:\/\/\S+)/.exec(headers.get('x-github-sso') ?? '')?.[1];
  if (signOn) {
    return {
      ...advice,
      forbidden: `Your organization asks for single sign-on: authorize the token at ${signOn}`,
    };
  }
  const needed = headers.get('x-accepted-github-permissions')?.replaceAll('=', ': ').replaceAll('_', ' ');
  return needed ? { ...advice, forbidden: `${advice.forbidden} It needs ${needed}.` } : advice;
}

function read({ body }: HttpAnswer): Refusal | undefined {
  try {
    return refusal.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** `errors` holds sentences, or the resource, the field and a code: `Issue.assignees is invalid`. */
function detailsIn({ errors }: Refusal): string[] {
  return [errors ?? []].flat().flatMap((error) => {
    if (typeof error === 'string') return error;
    const { message, resource, field, code } = error;
    if (typeof message === 'string' && message) return message;
    const place = [resource, field].filter(Boolean).join('.');
    return place ? `${place} is ${String(code ?? 'wrong').replaceAll('_', ' ')}` : [];
  });
}
