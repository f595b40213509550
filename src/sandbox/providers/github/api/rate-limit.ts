import type { RequestHandler } from 'express';
import { ApiError } from './error.ts';

const WINDOWS = {
  core: { limit: 5_000, ms: 60 * 60_000 },
  /** https://docs.github.com/en/rest/search/search#rate-limit */
  search: { limit: 30, ms: 60_000 },
} as const;

const SECONDARY_MS = 60_000;

type Resource = keyof typeof WINDOWS;

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
  const counters = { core: { used: 0, resetsAt: 0 }, search: { used: 0, resetsAt: 0 } };
  let irritatedUntil = 0;

  function counterOf(resource: Resource) {
    const counter = counters[resource];
    if (now() >= counter.resetsAt) {
      counter.used = 0;
      counter.resetsAt = now() + WINDOWS[resource].ms;
    }
    return counter;
  }

  function state(resource: Resource) {
    const { used, resetsAt } = counterOf(resource);
    const { limit } = WINDOWS[resource];
    const spent = Math.min(used, limit);
    return { limit, used: spent, remaining: limit - spent, reset: Math.ceil(resetsAt / 1000) };
  }

  return {
    exhaust() {
      counterOf('core').used = WINDOWS.core.limit;
    },
    irritate() {
      irritatedUntil = now() + SECONDARY_MS;
    },
    overview: () => ({ core: state('core'), search: state('search') }),
    guard(request, response, next) {
      const resource: Resource = request.path.startsWith('/search/') ? 'search' : 'core';
      const free = request.path === '/rate_limit';
      const counter = counterOf(resource);
      if (!free) counter.used += 1;
      const { limit, used, remaining, reset } = state(resource);
      response.set({
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': resource,
      });
      if (free) return next();
      if (counter.used > limit) {
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
