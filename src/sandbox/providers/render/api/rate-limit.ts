import type { Request, RequestHandler } from 'express';
import { type Allowance, createAllowance } from '../../shared/allowance.ts';
import { ApiError } from './error.ts';

const WINDOW_MS = 60_000;

/** Render counts each kind of request by itself: https://api-docs.render.com/reference/rate-limiting */
const LIMITS = { read: 400, service: 10, other: 30 } as const;

/** What the key has used of its allowances in the running minute. */
export interface RateLimit {
  guard: RequestHandler;
  /** Uses up what is left of every allowance for a minute. */
  exhaust(): void;
}

/** Counts requests by kind, and by service where they change one, and tells it in the headers as Render does. */
export function createRateLimit(now: () => number): RateLimit {
  const allowances = new Map<string, Allowance>();
  let exhaustedUntil = 0;

  function allowanceOf(key: string, limit: number): Allowance {
    const allowance = allowances.get(key) ?? createAllowance(limit, WINDOW_MS, now);
    allowances.set(key, allowance);
    return allowance;
  }

  return {
    exhaust() {
      exhaustedUntil = now() + WINDOW_MS;
    },
    guard(request, response, next) {
      const { kind, key } = kindOf(request);
      const limit = LIMITS[kind];
      const allowance = allowanceOf(key, limit);
      const isLeft = allowance.take();
      const isExhausted = now() < exhaustedUntil;
      const state = isExhausted ? { remaining: 0, resetsAt: exhaustedUntil } : allowance.state();
      response.set({
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(state.remaining),
        'ratelimit-reset': String(Math.ceil((state.resetsAt - now()) / 1000)),
      });
      if (isExhausted || !isLeft) throw new ApiError(429, 'rate limit exceeded');
      next();
    },
  };
}

/** Changing, deploying, suspending and resuming one service share an allowance. */
function kindOf({ method, path }: Request): { kind: keyof typeof LIMITS; key: string } {
  if (method === 'GET') return { kind: 'read', key: 'read' };
  const [, service, act] = /^\/services\/([^/]+)(?:\/(deploys|suspend|resume))?$/.exec(path) ?? [];
  return service && (act || method === 'PATCH')
    ? { kind: 'service', key: service }
    : { kind: 'other', key: 'other' };
}
