import type { RequestHandler } from 'express';
import { createAllowance } from '../../shared/allowance.ts';
import { ApiError } from './error.ts';

const MINUTE = 60_000;
const SECONDARY_MS = MINUTE;

type Resource = 'core' | 'search';

/** What the token has used of its allowances. */
export interface RateLimit {
  guard: RequestHandler;
  /** Uses up what is left of this hour. */
  exhaust(): void;
  /** For a minute every request runs into a secondary limit, whatever is left of the hour. */
  irritate(): void;
  /** What is left, by resource; asking does not count. */
  overview(): Record<Resource, { limit: number; used: number; remaining: number; reset: number }>;
}

/** Five thousand requests an hour and thirty searches a minute, told in the headers as GitHub does. */
export function createRateLimit(now: () => number): RateLimit {
  const allowances = {
    core: createAllowance(5_000, 60 * MINUTE, now),
    // https://docs.github.com/en/rest/search/search#rate-limit
    search: createAllowance(30, MINUTE, now),
  };
  let irritatedUntil = 0;

  function state(resource: Resource) {
    const { limit, state } = allowances[resource];
    const { resetsAt, ...counted } = state();
    return { limit, ...counted, reset: Math.ceil(resetsAt / 1000) };
  }

  return {
    exhaust: allowances.core.exhaust,
    irritate() {
      irritatedUntil = now() + SECONDARY_MS;
    },
    overview: () => ({ core: state('core'), search: state('search') }),
    guard(request, response, next) {
      const resource: Resource = request.path.startsWith('/search/') ? 'search' : 'core';
      const free = request.path === '/rate_limit';
      const isLeft = free || allowances[resource].take();
      const { limit, used, remaining, reset } = state(resource);
      response.set({
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': resource,
      });
      if (free) return next();
      if (!isLeft) {
        throw new ApiError(403, 'API rate limit exceeded for user ID 90214.');
      }
      if (now() < irritatedUntil) {
        throw new ApiError(
          403,
          'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        );
      }
      next();
    },
  };
}
