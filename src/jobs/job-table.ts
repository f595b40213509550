import type { Executor, Transaction } from '../store/database.ts';
import type { JobRow, JobStatus } from '../store/schema.ts';
import type { DeadJob, Job, JobKind } from './job.ts';

/** What is to become of a job that was run. */
export type Verdict =
  | { fate: 'done' }
  /** `restsLane`: it keeps its turn, and none of its lane is begun before then. */
  | { fate: 'retry'; at: Date; spendsAttempt: boolean; lastError: string | null; restsLane?: boolean }
  /** A later job of its kind and key waits and stands for it. */
  | { fate: 'superseded' }
  | { fate: 'dead'; lastError: string };

export type Fate = Verdict['fate'];

/** Puts a job in line, in the place of one of the same kind and key that waits: as if that had never been. */
export async function putJob(transaction: Transaction, id: string, job: Job, now: Date): Promise<void> {
  const fresh = {
    lane: job.lane ?? job.key,
    priority: job.priority ?? 0,
    payload: JSON.stringify(job.payload),
    attempts: 0,
    run_at: (job.runAt ?? now).toISOString(),
    last_error: null,
    created_at: now.toISOString(),
  };
  const replaced = await transaction
    .updateTable('jobs')
    .set(fresh)
    .where('kind', '=', job.kind)
    .where('key', '=', job.key)
    .where('status', '=', 'ready')
    .returning('id')
    .executeTakeFirst();
  if (replaced) return;
  const row: JobRow = { id, kind: job.kind, key: job.key, status: 'ready', ...fresh };
  await transaction.insertInto('jobs').values(row).execute();
}

/** Carries out the verdict on a running job, and tells what became of it: a retry gives way to a later job. */
export async function settleJob(transaction: Transaction, job: JobRow, verdict: Verdict): Promise<Fate> {
  switch (verdict.fate) {
    case 'done':
      // It has done what an earlier one of its key was given up with.
      await removeDead(transaction, job);
      await removeJob(transaction, job.id);
      return 'done';
    case 'superseded':
      await removeJob(transaction, job.id);
      return verdict.fate;
    case 'dead':
      await buryJob(transaction, job, verdict.lastError);
      return 'dead';
    case 'retry': {
      if (verdict.restsLane) await restLane(transaction, job.lane, verdict.at);
      if (await isSuperseded(transaction, job)) {
        await removeJob(transaction, job.id);
        return 'superseded';
      }
      const attempts = verdict.spendsAttempt ? job.attempts : job.attempts - 1;
      const runAt = verdict.restsLane ? job.run_at : verdict.at.toISOString();
      const changes = { run_at: runAt, attempts, last_error: verdict.lastError };
      await changeJob(transaction, job.id, { status: 'ready', ...changes });
      return 'retry';
    }
  }
}

/** Whether a later job of the same kind and key waits. */
export async function isSuperseded(executor: Executor, job: Pick<JobRow, 'kind' | 'key'>): Promise<boolean> {
  const later = await executor
    .selectFrom('jobs')
    .select('id')
    .where('kind', '=', job.kind)
    .where('key', '=', job.key)
    .where('status', '=', 'ready')
    .executeTakeFirst();
  return later !== undefined;
}

async function restLane(transaction: Transaction, lane: string, until: Date): Promise<void> {
  const rest = { rests_until: until.toISOString() };
  await transaction
    .insertInto('job_lanes')
    .values({ lane, ...rest })
    .onConflict((conflict) => conflict.column('lane').doUpdateSet(rest))
    .execute();
}

/** Of one kind and key only the latest dead letter is kept: reviving it does all that reviving any could. */
async function buryJob(transaction: Transaction, job: JobRow, lastError: string): Promise<void> {
  await removeDead(transaction, job);
  await changeJob(transaction, job.id, { status: 'dead', last_error: lastError });
}

async function removeDead(transaction: Transaction, job: Pick<JobRow, 'kind' | 'key'>): Promise<void> {
  await transaction
    .deleteFrom('jobs')
    .where('kind', '=', job.kind)
    .where('key', '=', job.key)
    .where('status', '=', 'dead')
    .execute();
}

/** Gives a dead job a fresh start, or, where a later one waits, removes it. False where there is none. */
export async function reviveJob(transaction: Transaction, id: string, now: Date): Promise<boolean> {
  const job = await transaction
    .selectFrom('jobs')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'dead')
    .executeTakeFirst();
  if (!job) return false;
  const at = now.toISOString();
  const fresh: Partial<JobRow> = {
    status: 'ready',
    attempts: 0,
    run_at: at,
    last_error: null,
    created_at: at,
  };
  if (await isSuperseded(transaction, job)) await removeJob(transaction, id);
  else await changeJob(transaction, id, fresh);
  return true;
}

async function changeJob(transaction: Transaction, id: string, changes: Partial<JobRow>): Promise<void> {
  await transaction.updateTable('jobs').set(changes).where('id', '=', id).execute();
}

async function removeJob(transaction: Transaction, id: string): Promise<void> {
  await transaction.deleteFrom('jobs').where('id', '=', id).execute();
}

/** Oldest first. */
export function jobsWithStatus(executor: Executor, status: JobStatus): Promise<JobRow[]> {
  return executor
    .selectFrom('jobs')
    .selectAll()
    .where('status', '=', status)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function countJobs(executor: Executor): Promise<Record<JobStatus, number>> {
  const rows = await executor
    .selectFrom('jobs')
    .select((builder) => ['status', builder.fn.countAll().as('count')])
    .groupBy('status')
    .execute();
  const counts = { ready: 0, running: 0, dead: 0 };
  for (const row of rows) counts[row.status] = Number(row.count);
  return counts;
}

export function asDeadJob(job: JobRow, lastError: string = job.last_error ?? ''): DeadJob {
  return {
    id: job.id,
    kind: job.kind as JobKind,
    key: job.key,
    payload: JSON.parse(job.payload),
    attempts: job.attempts,
    lastError,
    createdAt: new Date(job.created_at),
  };
}
