import type { Executor, Transaction } from '../store/database.ts';
import type { JobRow } from '../store/schema.ts';

/**
 * Marks up to `limit` jobs as running and gives them: those due longest first, none whose lane is busy, no two
 * of one lane. The try is counted now, so that a job that ends the process is not begun again for ever.
 */
export async function claimJobs(transaction: Transaction, limit: number, now: Date): Promise<JobRow[]> {
  const claimed: JobRow[] = [];
  while (claimed.length < limit) {
    const due = await waitingJobs(transaction)
      .where('run_at', '<=', now.toISOString())
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

/** When the next job falls due that only waits for its time. */
export async function nextDue(executor: Executor, now: Date): Promise<Date | undefined> {
  const next = await waitingJobs(executor)
    .where('run_at', '>', now.toISOString())
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  return next && new Date(next.run_at);
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
