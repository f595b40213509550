/** GitHub, Vercel, Netlify and Jira; Linear; Render. */
const REMAINING = ['x-ratelimit-remaining', 'x-ratelimit-requests-remaining', 'ratelimit-remaining'] as const;

/** How many requests the vendor still allows in its window, from the first header that says so. */
export function rateLimitRemaining(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): number | undefined {
  for (const name of REMAINING) {
    const value = headers[name];
    if (typeof value === 'string' && /^\d+$/.test(value.trim())) return Number(value);
  }
  return undefined;
}
