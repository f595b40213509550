import type { Response } from 'express';
import { linearError } from './errors.ts';

const HOUR_MS = 60 * 60_000;

/** Requests as the guide has them; points as Linear does: https://linear.app/developers/rate-limiting */
const LIMITS = { requests: 1_000, complexity: 3_000_000 } as const;

/** More than this no single operation may cost. */
export const MOST_POINTS = 10_000;

type Allowance = keyof typeof LIMITS;

/** What the API key has used of its two allowances. */
export interface RateLimit {
  /** Counts a request before it is looked at. Throws where none is left. */
  request(response: Response): void;
  /** Counts what an operation costs. Throws where that is more than is left, or than any may cost. */
  points(response: Response, points: number): void;
  /** Uses up what is left of this hour's requests. */
  exhaust(): void;
}

/** Told in the headers as Linear does, with the end of the hour in milliseconds since 1970. */
export function createRateLimit(now: () => number): RateLimit {
  const used = { requests: 0, complexity: 0 };
  let resetsAt = 0;

  function roll(): void {
    if (now() < resetsAt) return;
    used.requests = 0;
    used.complexity = 0;
    resetsAt = now() + HOUR_MS;
  }

  function take(response: Response, allowance: Allowance, amount: number): void {
    roll();
    used[allowance] += amount;
    const limit = LIMITS[allowance];
    response.set({
      [`x-ratelimit-${allowance}-limit`]: String(limit),
      [`x-ratelimit-${allowance}-remaining`]: String(Math.max(0, limit - used[allowance])),
      [`x-ratelimit-${allowance}-reset`]: String(resetsAt),
    });
    if (used[allowance] <= limit) return;
    throw linearError(
      'RATELIMITED',
      'Rate limit exceeded',
      `Rate limit exceeded. Only ${limit} ${allowance === 'requests' ? 'requests' : 'complexity points'} are allowed per 1 hour.`,
    );
  }

  return {
    request: (response) => take(response, 'requests', 1),
    points(response, points) {
      response.set('x-complexity', String(points));
      take(response, 'complexity', points);
      if (points <= MOST_POINTS) return;
      throw linearError('INPUT_ERROR', `Query too complex: ${points} points, the most is ${MOST_POINTS}`);
    },
    exhaust() {
      roll();
      used.requests = LIMITS.requests;
    },
  };
}
