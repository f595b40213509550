import type { RequestHandler } from 'express';
import { ApiError } from './error.ts';

const LIMIT = 500;
const WINDOW_MS = 60_000;

/** What a token has used of its allowance in the running minute. */
export interface RateLimit {
  guard: RequestHandler;
  /** Uses up what is left of this minute. */
  exhaust(): void;
}

/**
 * Five hundred requests a minute, counted and told in the headers as Netlify does; it names no `Retry-After`.
 *
 * Source: https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/#rate-limiting
 */
export function createRateLimit(now: () => number): RateLimit {
  let used = 0;
  let resetsAt = 0;
  const roll = () => {
    if (now() < resetsAt) return;
    used = 0;
    resetsAt = now() + WINDOW_MS;
  };
  return {
    exhaust() {
      roll();
      used = LIMIT;
    },
    guard(_request, response, next) {
      roll();
      used += 1;
      response.set({
        'X-RateLimit-Limit': String(LIMIT),
        'X-RateLimit-Remaining': String(Math.max(0, LIMIT - used)),
        'X-RateLimit-Reset': String(Math.ceil(resetsAt / 1000)),
      });
      if (used <= LIMIT) return next();
      throw new ApiError(429, 'Too Many Requests');
    },
  };
}
