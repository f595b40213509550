import { sql } from 'kysely';
import type { Executor, Transaction } from '../store/database.ts';
import type { JobRow } from '../store/schema.ts';

/**
 * Marks up to `limit` jobs as running and gives them: those with the smallest priority first, of these those due longest,
 * none whose lane is busy or rests, no two of one lane. The try is counted now, so that a job that ends the process is
 * not begun again for ever.
 */
export async function claimJobs(transaction: Transaction, limit: number, now: Date): Promise<JobRow[]> {
  const claimed: JobRow[] = [];
  while (claimed.length < limit) {
    const due = await waitingJobs(transaction)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('job_lanes')
              .select('job_lanes.lane')
              .whereRef('job_lanes.lane', '=', 'jobs.lane')
              .where('job_lanes.rests_until', '>', now.toISOString()),
          ),
        ),
      )
      // With the plus SQLite does not look rows up by this, and so takes them from the index in their order, few at a time.
      .where(sql<boolean>`+run_at <= ${now.toISOString()}`)
      .orderBy('priority')
      .orderBy('run_at')
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit - claimed.length)
      .execute();
    const batch = firstOfEachLane(due);
    if (batch.length === 0) break;
    claimed.push(...(await begin(transaction, batch)));
  }
  return claimed;
}

/** When the next job falls due that only waits for its time, or a lane has rested. */
export async function nextDue(executor: Executor, now: Date): Promise<Date | undefined> {
  const job = await waitingJobs(executor)
    .where('run_at', '>', now.toISOString())
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  const lane = await executor
    .selectFrom('job_lanes')
    .select('rests_until')
    .where('rests_until', '>', now.toISOString())
    .orderBy('rests_until')
    .limit(1)
    .executeTakeFirst();
  const times = [job?.run_at, lane?.rests_until].filter((time) => time !== undefined).sort();
  return times[0] === undefined ? undefined : new Date(times[0]);
}

function waitingJobs(executor: Executor) {
  return executor
    .selectFrom('jobs')
    .selectAll()
    .where('status', '=', 'ready')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('jobs as running')
            .select('running.id')
            .where('running.status', '=', 'running')
            .whereRef('running.lane', '=', 'jobs.lane'),
        ),
      ),
    );
}

function firstOfEachLane(jobs: readonly JobRow[]): JobRow[] {
  const first = new Map<string, JobRow>();
  for (const job of jobs) if (!first.has(job.lane)) first.set(job.lane, job);
  return [...first.values()];
}

async function begin(transaction: Transaction, jobs: readonly JobRow[]): Promise<JobRow[]> {
  await transaction
    .updateTable('jobs')
    .set((builder) => ({ status: 'running', attempts: builder('attempts', '+', 1) }))
    .where(
      'id',
      'in',
      jobs.map((job) => job.id),
    )
    .execute();
  return jobs.map((job) => ({ ...job, status: 'running', attempts: job.attempts + 1 }));
}
