import type { Database } from '../store/database.ts';
import type { Timers } from '../timing/timers.ts';
import type { DeadJob, Queue } from './job.ts';
import { asDeadJob, countJobs, jobsWithStatus, putJob, reviveJob } from './job-table.ts';
import { type JobLog, JobWorker } from './job-worker.ts';
import type { Patience } from './slots.ts';

export interface SqliteQueueOptions {
  database: Database;
  now: () => Date;
  /** Ids that sort by time, such as UUIDv7, keep the order within a millisecond. */
  newId: () => string;
  log: JobLog;
  timers?: Timers;
  /** From 0 to 1, spreads retries; no jitter when absent. */
  jitter?: () => number;
  /** How many jobs run at once; 8 when absent. */
  concurrency?: number;
  /** When a job gives its slot up; when it ends, where absent. */
  patience?: Patience;
  /**
   * Told of each job that is given up. Told again where the process ends before that is on record. What it throws
   * is logged.
   */
  onDead?: (job: DeadJob) => void | Promise<void>;
}

/**
 * The embedded queue: the table `jobs` and a worker in this process. One process a database. The worker wakes at
 * a commit that enqueued something, when a job has ended and when one falls due: it does not poll.
 */
export function createSqliteQueue(options: SqliteQueueOptions): Queue {
  const { database, now, newId, timers = globalThis, concurrency = 8 } = options;
  const { jitter = () => 0, onDead = () => {}, patience } = options;
  let worker: JobWorker | undefined;
  // Set within transactions, of which there is one at a time: a wake-up never overtakes what it is for.
  let enqueuedSomething = false;
  let stopListening = () => {};

  function wakeAfterEnqueue(): void {
    if (enqueuedSomething) worker?.wake();
    enqueuedSomething = false;
  }

  return {
    async enqueue(transaction, job) {
      enqueuedSomething = true;
      await putJob(transaction, newId(), job, now());
    },

    async work(handlers) {
      if (worker) throw new Error('This queue is at work already.');
      worker = new JobWorker({ ...options, timers, jitter, concurrency, patience, onDead }, handlers);
      stopListening = database.onCommit(wakeAfterEnqueue);
      await worker.start();
    },

    async stop(graceMs) {
      stopListening();
      await worker?.stop(graceMs);
    },

    counts: () => countJobs(database.db),

    async dead() {
      return (await jobsWithStatus(database.db, 'dead')).map((job) => asDeadJob(job));
    },

    revive(transaction, id) {
      enqueuedSomething = true;
      return reviveJob(transaction, id, now());
    },
  };
}
