import type { Response } from 'express';
import { createAllowance } from '../../shared/allowance.ts';
import { linearError } from './errors.ts';

const HOUR_MS = 60 * 60_000;

/** More than this no single operation may cost. */
export const MOST_POINTS = 10_000;

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
  // Requests as the guide has them; points as Linear does: https://linear.app/developers/rate-limiting
  const allowances = {
    requests: createAllowance(1_000, HOUR_MS, now),
    complexity: createAllowance(3_000_000, HOUR_MS, now),
  };

  function take(response: Response, allowance: keyof typeof allowances, amount: number): void {
    const { limit, take, state } = allowances[allowance];
    const isLeft = take(amount);
    const { remaining, resetsAt } = state();
    response.set({
      [`x-ratelimit-${allowance}-limit`]: String(limit),
      [`x-ratelimit-${allowance}-remaining`]: String(remaining),
      [`x-ratelimit-${allowance}-reset`]: String(resetsAt),
    });
    if (isLeft) return;
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
    exhaust: allowances.requests.exhaust,
  };
}
