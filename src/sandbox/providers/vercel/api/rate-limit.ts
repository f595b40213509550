import type { RequestHandler } from 'express';
import { createAllowance } from '../../shared/allowance.ts';
import { ApiError } from './error.ts';

const LIMIT = 100;
const WINDOW_MS = 60_000;

/** What a token has used of its allowance in the running minute. */
export interface RateLimit {
  guard: RequestHandler;
  /** Uses up what is left of this minute. */
  exhaust(): void;
}

/** A hundred requests a minute, counted and told in the headers as Vercel does. */
export function createRateLimit(now: () => number): RateLimit {
  const allowance = createAllowance(LIMIT, WINDOW_MS, now);
  return {
    exhaust: allowance.exhaust,
    guard(_request, response, next) {
      const isLeft = allowance.take();
      const { remaining, resetsAt } = allowance.state();
      const reset = Math.ceil(resetsAt / 1000);
      response.set({
        'x-ratelimit-limit': String(LIMIT),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(reset),
      });
      if (isLeft) return next();
      const seconds = Math.max(1, Math.ceil((resetsAt - now()) / 1000));
      response.set('retry-after', String(seconds));
      throw new ApiError(
        429,
        'rate_limited',
        `The rate limit of ${LIMIT} exceeded for 'api'. Try again in ${seconds} seconds`,
        { limit: { remaining: 0, reset, resetMs: resetsAt, total: LIMIT } },
      );
    },
  };
}
