import { resetDelayMs } from './retry-after.ts';

/** What a vendor said of its own limit with an answer. */
export interface VendorLimit {
  /** Requests in the vendor's window. */
  limit: number | undefined;
  remaining: number;
  /** When the window ends, ISO 8601. */
  resetAt: string | undefined;
}

/** Linear tells of requests and of complexity apart; GitHub, Vercel, Netlify and Jira write the second, Render the third. */
const PREFIXES = ['x-ratelimit-requests-', 'x-ratelimit-', 'ratelimit-'];

/**
 * Reads the rate limit headers of an answer; undefined where there are none. GitHub's search has an allowance of its
 * own, which says nothing of the rest: https://docs.github.com/en/rest/rate-limit/rate-limit
 */
export function vendorLimitIn(headers: Headers, now: Date): VendorLimit | undefined {
  const resource = headers.get('x-ratelimit-resource');
  if (resource !== null && resource !== 'core') return undefined;
  const prefix = PREFIXES.find((candidate) => headers.has(`${candidate}remaining`));
  if (prefix === undefined) return undefined;
  const remaining = numberIn(headers.get(`${prefix}remaining`));
  if (remaining === undefined) return undefined;
  const resetMs = resetDelayMs(headers.get(`${prefix}reset`), now);
  return {
    remaining,
    limit: numberIn(headers.get(`${prefix}limit`)),
    resetAt: resetMs === undefined ? undefined : new Date(now.getTime() + resetMs).toISOString(),
  };
}

function numberIn(text: string | null): number | undefined {
  // "100, 100;window=60" is how a draft of the standard writes it: the first number is the limit.
  const [digits] = /^\d{1,9}/.exec(text?.trim() ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}
