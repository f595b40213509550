/** Each job is tried once and then again after each of these. */
const RETRY_DELAYS_MS = [1_000, 5_000, 25_000];

/** How often a job is begun at most. */
export const MAX_ATTEMPTS = RETRY_DELAYS_MS.length + 1;

/** Spread over this much of the delay, so that what failed together is not retried together. */
const JITTER_SHARE = 0.1;

const DAY_MS = 24 * 60 * 60 * 1_000;

export type RetryPlan =
  /**
   * `spendsAttempt` is false where the job did nothing wrong and the next try counts as this one. `restsLane`: no other job
   * of its lane is begun before then either.
   */
  | { verdict: 'retry'; at: Date; spendsAttempt: boolean; restsLane: boolean }
  | { verdict: 'dead'; reason: string };

/**
 * Decides what becomes of a job that failed with `error` in its `attempt`-th try (from 1). An error may carry
 * `retryable: false` (trying again cannot help), `delayMs` (the vendor's wish, such as `Retry-After`) and
 * `code: 'rate_limited'` or `'resting'`: such a wait spends no attempt during the first 24 h of the job's life;
 * `restsLane: true`: the limit is that of its whole lane. `jitter` gives a number from 0 to 1; `createdAt` is when the job was
 * enqueued.
 */
export function planRetry(
  error: unknown,
  attempt: number,
  { now, createdAt, jitter }: { now: Date; createdAt: Date; jitter: () => number },
): RetryPlan {
  const { retryable, delayMs, restsLane } = hintsOf(error);
  if (retryable === false) return { verdict: 'dead', reason: 'trying again cannot help' };
  const spendsAttempt = !isPostponed(error) || now.getTime() - createdAt.getTime() >= DAY_MS;
  if (spendsAttempt && attempt >= MAX_ATTEMPTS) return { verdict: 'dead', reason: `tried ${attempt} times` };
  const ownDelayMs = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length) - 1] ?? 0;
  const waitMs = Math.min(Math.max(ownDelayMs, delayMs ?? 0), DAY_MS);
  const at = new Date(now.getTime() + Math.round(waitMs * (1 + JITTER_SHARE * jitter())));
  return { verdict: 'retry', at, spendsAttempt, restsLane };
}

/** Whether a job only has to wait, for a limit or a vendor that is left alone, and is told for how long: it did not fail. */
export function isPostponed(error: unknown): boolean {
  const { code, delayMs } = hintsOf(error);
  return (code === 'rate_limited' || code === 'resting') && delayMs !== undefined;
}

interface Hints {
  retryable?: unknown;
  delayMs?: number;
  code?: unknown;
  restsLane: boolean;
}

function hintsOf(error: unknown): Hints {
  if (typeof error !== 'object' || error === null) return { restsLane: false };
  const { retryable, delayMs, code, restsLane } = error as Record<keyof Hints, unknown>;
  return { retryable, code, restsLane: restsLane === true, ...(isDuration(delayMs) && { delayMs }) };
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
