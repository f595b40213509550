import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Policy } from '../governance/policy-schema.ts';
import type { Caller } from '../security/caller.ts';
import type { CallLimiter } from '../security/outbound.ts';
import { callerKey } from './caller-key.ts';
import type { ProviderId } from './contract.ts';
import type { Manifest } from './manifest.ts';
import { retryDelayMs } from './retry-after.ts';
import { type VendorLimit, vendorLimitIn } from './vendor-limit.ts';

/**
 * How long at most an integration's calls rest after one was answered 429, in ms. Some vendors count each route for
 * itself: the others should not stand still for as long as one has to.
 */
const LONGEST_REST_MS = 60_000;

/** How an integration stands with its vendor's limit. */
export interface Allowance {
  /** By the policy, or else the manifest: so many requests in so many seconds. */
  requests: number;
  windowSeconds: number;
  /** How many of them are left in the present window. */
  left: number;
  /** What the vendor said last; undefined while it has said nothing. */
  vendor: VendorLimit | undefined;
  /** No call is made before this time, ISO 8601, since the vendor asked to wait. */
  restsUntil: string | undefined;
}

type Limit = Pick<Manifest['rate_limit'], 'requests' | 'window_seconds'>;

export interface CallLimits extends CallLimiter {
  /** Undefined for a provider that nobody knows. */
  standing(caller: Caller): Promise<Allowance | undefined>;
}

/**
 * Keeps each integration to the requests that the policy allows, or else its provider's manifest, in memory: a process
 * that was started anew begins with full allowances, and so does an integration whose limit the policy changes. Who has
 * to wait is told for how long, and the queue puts the job off.
 */
export function createCallLimits(options: {
  manifests: ReadonlyMap<ProviderId, Pick<Manifest, 'rate_limit'>>;
  policy: () => Pick<Policy, 'rate_limits'>;
  /** Told whenever a vendor says how its own limit stands. */
  onVendorLimit: (caller: Caller, limit: VendorLimit) => void;
  now: () => Date;
}): CallLimits {
  const { manifests, policy, onVendorLimit, now } = options;
  /** By provider, requests and window: a limit that the policy takes back is remembered as it was left. */
  const limiters = new Map<string, RateLimiterMemory>();
  const vendorLimits = new Map<string, VendorLimit>();
  const restsUntil = new Map<string, number>();

  function limitOf(provider: ProviderId): Limit | undefined {
    return policy().rate_limits[provider] ?? manifests.get(provider)?.rate_limit;
  }

  function limiterOf(provider: ProviderId, { requests, window_seconds: duration }: Limit): RateLimiterMemory {
    const name = `${provider}/${requests}/${duration}`;
    const limiter = limiters.get(name) ?? new RateLimiterMemory({ points: requests, duration });
    limiters.set(name, limiter);
    return limiter;
  }

  function restOf(key: string): number {
    const ms = (restsUntil.get(key) ?? 0) - now().getTime();
    if (ms <= 0) restsUntil.delete(key);
    return Math.max(ms, 0);
  }

  return {
    async take(caller) {
      const key = callerKey(caller);
      const rest = restOf(key);
      if (rest > 0) return rest;
      const limit = limitOf(caller.provider);
      try {
        if (limit) await limiterOf(caller.provider, limit).consume(key);
        return 0;
      } catch (spent) {
        if (spent instanceof RateLimiterRes) return Math.max(spent.msBeforeNext, 1);
        throw spent;
      }
    },

    observe(caller, status, headers) {
      const key = callerKey(caller);
      const said = vendorLimitIn(headers, now());
      if (said) {
        vendorLimits.set(key, said);
        onVendorLimit(caller, said);
      }
      const wish = status === 429 ? retryDelayMs(headers, true, now()) : undefined;
      if (wish) restsUntil.set(key, now().getTime() + Math.min(wish, LONGEST_REST_MS));
    },

    async standing(caller) {
      const limit = manifests.has(caller.provider) ? limitOf(caller.provider) : undefined;
      if (!limit) return undefined;
      const limiter = limiterOf(caller.provider, limit);
      const key = callerKey(caller);
      const rest = restOf(key);
      return {
        requests: limit.requests,
        windowSeconds: limit.window_seconds,
        left: Math.max((await limiter.get(key))?.remainingPoints ?? limit.requests, 0),
        vendor: vendorLimits.get(key),
        restsUntil: rest > 0 ? new Date(now().getTime() + rest).toISOString() : undefined,
      };
    },
  };
}
