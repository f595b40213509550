import cron from 'node-cron';
import type { Database } from '../store/database.ts';
import type { Job, Queue } from './job.ts';

/** What is to be done again and again. */
export interface Schedule {
  /** Five fields, in UTC: there the clock neither skips nor repeats an hour. */
  cron: string;
  job: Job;
}

/**
 * Has the jobs enqueued when their time comes, and once at the start, which makes up for what fell due while the
 * process was down. Jobs are level-triggered, so once too often does no harm. Returns what stops it.
 */
export async function startSchedules(options: {
  schedules: readonly Schedule[];
  database: Database;
  queue: Queue;
  onError: (error: unknown) => void;
}): Promise<() => Promise<void>> {
  const { schedules, database, queue, onError } = options;
  const enqueue = (...jobs: Job[]) =>
    database.transaction(async (transaction) => {
      for (const job of jobs) await queue.enqueue(transaction, job);
    });
  await enqueue(...schedules.map(({ job }) => job));
  const tasks = schedules.map(({ cron: expression, job }) =>
    cron.schedule(expression, () => enqueue(job).catch(onError), { timezone: 'UTC' }),
  );
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}
