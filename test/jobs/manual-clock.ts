import type { Timers } from '../../src/timing/timers.ts';

interface PendingTimer {
  callback: () => void;
  at: number;
}

/** A clock that stands still until it is moved, and the timers that go by it. */
export class ManualClock {
  #time = Date.UTC(2026, 10, 24, 10, 30);
  readonly #pending = new Set<PendingTimer>();

  readonly now = (): Date => new Date(this.#time);

  readonly timers: Timers = {
    setTimeout: (callback: () => void, ms: number): unknown => {
      const timer = { callback, at: this.#time + ms };
      this.#pending.add(timer);
      return timer;
    },
    clearTimeout: (timer: unknown): void => {
      this.#pending.delete(timer as PendingTimer);
    },
  };

  /** How many timers wait. */
  get waiting(): number {
    return this.#pending.size;
  }

  /** Moves on by `ms`, firing timers in their order, each followed by all that comes of it. */
  async advance(ms: number): Promise<void> {
    const end = this.#time + ms;
    await settled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#pending.delete(next);
      this.#time = Math.max(this.#time, next.at);
      next.callback();
      await settled();
    }
    this.#time = end;
  }

  #next(end: number): PendingTimer | undefined {
    const due = [...this.#pending].filter((timer) => timer.at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}

/**
 * Resolves when everything that can go on without a timer or the network has: the embedded database answers in
 * microtasks, and those run before the next turn of the event loop.
 */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
