import type { Timers } from './timers.ts';

/**
 * Waits for `work`, though no longer than `ms`: false where it goes on. Rejects with what it fails with in time; a
 * later failure is nobody's.
 */
export async function endsWithin(
  ms: number,
  work: Promise<unknown>,
  timers: Timers = globalThis,
): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = timers.setTimeout(() => late.resolve(false), ms);
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } finally {
    timers.clearTimeout(timer);
  }
}
