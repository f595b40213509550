/** Slack's rate limit tiers (docs.slack.dev/apis/web-api/rate-limits); `post` is `chat.postMessage`'s own. */
export type Tier = 1 | 2 | 3 | 4 | 'special' | 'post';

interface Allowance {
  perMinute: number;
  /** How many may come at once after a pause. */
  burst: number;
}

const ALLOWANCES: Record<Tier, Allowance> = {
  1: { perMinute: 1, burst: 1 },
  2: { perMinute: 20, burst: 20 },
  3: { perMinute: 50, burst: 50 },
  4: { perMinute: 100, burst: 100 },
  special: { perMinute: 600, burst: 600 },
  post: { perMinute: 60, burst: 5 },
};

/** Token buckets by key, on the clock passed in. */
export class RateLimiter {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Takes one call out of `key`'s allowance. Gives 0, or the whole seconds to wait where it is used up. */
  take(key: string, tier: Tier): number {
    const { perMinute, burst } = ALLOWANCES[tier];
    const perMs = perMinute / 60_000;
    const at = this.#now().getTime();
    const before = this.#buckets.get(key) ?? { tokens: burst, at };
    const tokens = Math.min(burst, before.tokens + Math.max(0, at - before.at) * perMs);
    if (tokens >= 1) {
      this.#buckets.set(key, { tokens: tokens - 1, at });
      return 0;
    }
    this.#buckets.set(key, { tokens, at });
    return Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
  }
}
