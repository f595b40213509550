import type { Timers } from '../../../src/sandbox/providers/provider.ts';

/** A clock that stands still until it is moved, and the timers that go by it. */
export class ManualClock implements Timers {
  private time: number;
  private readonly waiting = new Set<{ at: number; run: () => void }>();

  constructor(start = Date.UTC(2026, 2, 2, 10, 0)) {
    this.time = start;
  }

  readonly now = () => new Date(this.time);

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.waiting.add(timer);
    if (ms <= 0) setImmediate(() => this.fireDue());
    return () => this.waiting.delete(timer);
  }

  /** Moves on by `ms` and fires what has become due; what that sets off is the test's to wait for. */
  advance(ms: number): void {
    this.time += ms;
    this.fireDue();
  }

  private fireDue(): void {
    for (const timer of [...this.waiting].sort((a, b) => a.at - b.at)) {
      if (timer.at > this.time || !this.waiting.delete(timer)) continue;
      timer.run();
    }
  }
}

/** Waits until `condition` holds, and fails after a deadline, saying what was waited for. */
export async function until(what: string, condition: () => boolean, deadlineMs = 10_000): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > deadlineMs) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
