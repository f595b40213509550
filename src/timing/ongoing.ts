import { endsWithin } from './ends-within.ts';
import type { Timers } from './timers.ts';

/** Knows what is under way, so that a stop can wait for it. */
export interface Ongoing {
  /** Gives `work` itself; it counts until it has settled. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Waits up to `graceMs` until nothing is under way; false where something still is. */
  ended(graceMs: number): Promise<boolean>;
}

export function createOngoing(timers?: Timers): Ongoing {
  const works = new Set<Promise<unknown>>();

  async function idle(): Promise<void> {
    while (works.size > 0) await Promise.allSettled(works);
  }

  return {
    track(work) {
      works.add(work);
      const forget = () => void works.delete(work);
      work.then(forget, forget);
      return work;
    },
    ended: (graceMs) => endsWithin(graceMs, idle(), timers),
  };
}
