import type { DeadJob, Job, Queue } from '../../src/jobs/job.ts';
import type { Patience } from '../../src/jobs/slots.ts';
import type { Database } from '../../src/store/database.ts';
import type { LogLine } from './recorded-log.ts';

export interface QueueEngineOptions {
  concurrency: number;
  patience: Patience;
  onDead: (job: DeadJob) => void | Promise<void>;
}

/** A queue on a fresh database, with a clock that the test moves. What `queueContract` runs on. */
export interface QueueEngine {
  database: Database;
  queue: Queue;
  now(): Date;
  /** Moves the clock on and lets all that falls due begin. */
  advance(ms: number): Promise<void>;
  /** Lets all that can go on without the clock go on. */
  settle(): Promise<void>;
  /** How many timers wait. */
  timers(): number;
  logged: LogLine[];
  /** Another queue on the same database, as the next process would have it. Only after `stop` or a crash. */
  restarted(): Queue;
  close(): Promise<void>;
}

export type MakeQueueEngine = (options?: Partial<QueueEngineOptions>) => Promise<QueueEngine>;

/** Enqueues in a transaction of its own. */
export function enqueue({ database }: { database: Database }, queue: Queue, ...jobs: Job[]): Promise<void> {
  return database.transaction(async (transaction) => {
    for (const job of jobs) await queue.enqueue(transaction, job);
  });
}
