import cron from 'node-cron';
import type { Database } from '../store/database.ts';
import type { Job, Queue } from './job.ts';

/** What is to be done again and again. */
export interface Schedule {
  /** Five fields, in UTC: there the clock neither skips nor repeats an hour. */
  cron: string;
  job: Job;
}

/** Has the jobs enqueued when their time comes. Returns what stops it. */
export function startSchedules(options: {
  schedules: readonly Schedule[];
  /** Asked each time anew. */
  mayRun: (schedule: Schedule) => boolean;
  database: Database;
  queue: Queue;
  /** Told of a job that could not be enqueued. */
  onError: (error: unknown) => void;
}): () => Promise<void> {
  const { schedules, mayRun, database, queue, onError } = options;
  const tasks = schedules.map((schedule) =>
    cron.schedule(
      schedule.cron,
      () => enqueueAll(database, queue, [schedule].filter(mayRun)).catch(onError),
      { timezone: 'UTC' },
    ),
  );
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}

/**
 * Enqueues all of them now, which makes up for what fell due while the process was down. Jobs are level-triggered, so
 * once too often does no harm.
 */
export function enqueueAll(database: Database, queue: Queue, schedules: readonly Schedule[]): Promise<void> {
  return database.transaction(async (transaction) => {
    for (const { job } of schedules) await queue.enqueue(transaction, job);
  });
}
