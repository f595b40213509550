/** The vendor's own wish, and when a spent allowance renews, in the order in which they count. */
const WISH = 'retry-after';
const RENEWALS = ['x-ratelimit-reset', 'ratelimit-reset'] as const;

/** Longer wishes are cut: a queue that sleeps for a day is not seen to recover. */
const LONGEST_MS = 60 * 60 * 1000;

/**
 * How long a vendor wants us to wait, in milliseconds, from the first header that says so. `Retry-After` holds
 * seconds or a date (RFC 9110, 10.2.3). Of the reset headers, Vercel and GitHub send seconds since 1970, Linear
 * milliseconds since 1970, Render seconds left; the size of the number tells them apart.
 *
 * @param isSpent whether an allowance is used up. Vendors send the reset headers with every answer, and where the
 *   trouble is another one, waiting for the allowance to renew would be waiting for nothing.
 */
export function retryDelayMs(headers: Headers, isSpent: boolean, now: Date): number | undefined {
  for (const name of isSpent ? [WISH, ...RENEWALS] : [WISH]) {
    const delay = resetDelayMs(headers.get(name), now);
    if (delay !== undefined) return delay;
  }
  return undefined;
}

/** The same from the value of one such header; undefined where it says nothing. */
export function resetDelayMs(value: string | null, now: Date): number | undefined {
  const text = value?.trim();
  const delay = text ? delayIn(text, now) : undefined;
  return delay === undefined ? undefined : Math.min(Math.max(delay, 0), LONGEST_MS);
}

function delayIn(value: string, now: Date): number | undefined {
  const number = Number(value);
  if (Number.isFinite(number)) {
    if (number > 1e11) return number - now.getTime();
    if (number > 1e8) return number * 1000 - now.getTime();
    return number * 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date - now.getTime();
}
