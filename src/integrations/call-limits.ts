import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../security/caller.ts';
import type { CallLimiter } from '../security/outbound.ts';
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
  /** By the manifest: so many requests in so many seconds. */
  requests: number;
  windowSeconds: number;
  /** How many of them are left in the present window. */
  left: number;
  /** What the vendor said last; undefined while it has said nothing. */
  vendor: VendorLimit | undefined;
  /** No call is made before this time, ISO 8601, since the vendor asked to wait. */
  restsUntil: string | undefined;
}

export interface CallLimits extends CallLimiter {
  /** Undefined for a provider that nobody knows. */
  standing(caller: Caller): Promise<Allowance | undefined>;
}

/**
 * Keeps each integration to the requests that its provider's manifest allows, in memory: a process that was started
 * anew begins with full allowances. Who has to wait is told for how long, and the queue puts the job off.
 */
export function createCallLimits(options: {
  manifests: ReadonlyMap<ProviderId, Pick<Manifest, 'rate_limit'>>;
  /** Told whenever a vendor says how its own limit stands. */
  onVendorLimit: (caller: Caller, limit: VendorLimit) => void;
  now: () => Date;
}): CallLimits {
  const { manifests, onVendorLimit, now } = options;
  const limiters = new Map(
    [...manifests].map(([id, { rate_limit: limit }]) => [
      id,
      new RateLimiterMemory({ points: limit.requests, duration: limit.window_seconds }),
    ]),
  );
  const vendorLimits = new Map<string, VendorLimit>();
  const restsUntil = new Map<string, number>();

  function restOf(key: string): number {
    const ms = (restsUntil.get(key) ?? 0) - now().getTime();
    if (ms <= 0) restsUntil.delete(key);
    return Math.max(ms, 0);
  }

  return {
    async take(caller) {
      const key = keyOf(caller);
      const rest = restOf(key);
      if (rest > 0) return rest;
      try {
        await limiters.get(caller.provider)?.consume(key);
        return 0;
      } catch (spent) {
        if (spent instanceof RateLimiterRes) return Math.max(spent.msBeforeNext, 1);
        throw spent;
      }
    },

    observe(caller, status, headers) {
      const key = keyOf(caller);
      const said = vendorLimitIn(headers, now());
      if (said) {
        vendorLimits.set(key, said);
        onVendorLimit(caller, said);
      }
      const wish = status === 429 ? retryDelayMs(headers, true, now()) : undefined;
      if (wish) restsUntil.set(key, now().getTime() + Math.min(wish, LONGEST_REST_MS));
    },

    async standing(caller) {
      const limit = manifests.get(caller.provider)?.rate_limit;
      const limiter = limiters.get(caller.provider);
      if (!limit || !limiter) return undefined;
      const key = keyOf(caller);
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

/** An integration has credentials of its own, and those are what vendors count by. */
function keyOf({ workspaceId, integrationId, provider }: Caller): string {
  return `${workspaceId}/${integrationId ?? provider}`;
}
