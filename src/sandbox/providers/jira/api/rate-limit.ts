import type { RequestHandler } from 'express';
import { createAllowance } from '../../shared/allowance.ts';
import { ApiError } from './error.ts';

const HOUR_MS = 60 * 60_000;

/** As the guide has it. Jira itself counts points, and does not say how many an account has. */
const REQUESTS = 1_000;

/** What the API token's account has used of its hour. */
export interface RateLimit {
  guard: RequestHandler;
  /** Uses up what is left of this hour. */
  exhaust(): void;
}

/** Told in the headers as Jira does: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
export function createRateLimit(now: () => number): RateLimit {
  const { take, exhaust, state } = createAllowance(REQUESTS, HOUR_MS, now);
  return {
    exhaust,
    guard(_request, response, next) {
      const isLeft = take();
      const { remaining, resetsAt } = state();
      response.set({
        'x-ratelimit-limit': String(REQUESTS),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': new Date(resetsAt).toISOString(),
        ...(remaining < REQUESTS / 5 ? { 'x-ratelimit-nearlimit': 'true' } : {}),
      });
      if (isLeft) return next();
      const wait = { 'retry-after': String(Math.ceil((resetsAt - now()) / 1000)) };
      throw new ApiError(429, ['Rate limit exceeded.'], {}, wait);
    },
  };
}
