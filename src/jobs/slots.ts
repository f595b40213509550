import type { JobRow } from '../store/schema.ts';
import type { Timers } from '../timing/timers.ts';

/** When a job gives its slot up: it waits for somebody else then, and costs next to nothing. */
export interface Patience {
  /** After so long at work, in ms. */
  afterMs: number;
  /** How many may be at work beside those that have a slot. */
  most: number;
}

/**
 * The jobs at work, and how many more may begin. Without patience one vendor that hangs would hold up everybody's work,
 * until its calls run out of time.
 */
export class Slots {
  readonly #atWork = new Map<string, { job: JobRow; timer: unknown }>();
  /** Those that gave their slot up. */
  readonly #waiting = new Set<string>();
  readonly #concurrency: number;
  readonly #patience: Patience | undefined;
  readonly #timers: Timers;
  readonly #onFreed: () => void;

  constructor(options: {
    concurrency: number;
    /** Absent: a job keeps its slot until it ends. */
    patience: Patience | undefined;
    timers: Timers;
    /** Told when a job has given its slot up. */
    onFreed: () => void;
  }) {
    this.#concurrency = options.concurrency;
    this.#patience = options.patience;
    this.#timers = options.timers;
    this.#onFreed = options.onFreed;
  }

  get size(): number {
    return this.#atWork.size;
  }

  get free(): number {
    const most = this.#patience?.most ?? 0;
    return this.#concurrency - this.#atWork.size + Math.min(this.#waiting.size, most);
  }

  take(job: JobRow): void {
    const timer =
      this.#patience && this.#timers.setTimeout(() => this.#giveUp(job.id), this.#patience.afterMs);
    this.#atWork.set(job.id, { job, timer });
  }

  /** False where it was at work no more. */
  leave(id: string): boolean {
    const taken = this.#atWork.get(id);
    if (!taken) return false;
    if (this.#patience) this.#timers.clearTimeout(taken.timer);
    this.#waiting.delete(id);
    return this.#atWork.delete(id);
  }

  /** Takes the slots of all that are at work, and gives these. */
  clear(): JobRow[] {
    const jobs = [...this.#atWork.values()].map(({ job }) => job);
    for (const { id } of jobs) this.leave(id);
    return jobs;
  }

  #giveUp(id: string): void {
    this.#waiting.add(id);
    this.#onFreed();
  }
}
