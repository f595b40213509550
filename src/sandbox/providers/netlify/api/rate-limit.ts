import type { RequestHandler } from 'express';
import { createAllowance } from '../../shared/allowance.ts';
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
  const allowance = createAllowance(LIMIT, WINDOW_MS, now);
  return {
    exhaust: allowance.exhaust,
    guard(_request, response, next) {
      const isLeft = allowance.take();
      const { remaining, resetsAt } = allowance.state();
      response.set({
        'X-RateLimit-Limit': String(LIMIT),
        'X-RateLimit-Remaining': String(remaining),
        'X-RateLimit-Reset': String(Math.ceil(resetsAt / 1000)),
      });
      if (isLeft) return next();
      throw new ApiError(429, 'Too Many Requests');
    },
  };
}
