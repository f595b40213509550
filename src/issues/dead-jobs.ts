import type { DeadJob, JobKinds } from '../jobs/job.ts';
import { findIssueLink } from '../store/issue-links.ts';
import { findSyncRun, finishSyncRun } from '../store/sync-history.ts';
import { announceJob } from './announce-job.ts';
import type { IssueOptions } from './options.ts';

/**
 * What becomes of an issue's job that was given up: a run ends, and an issue that was not made is told of. All else is
 * found again by the next run, which goes by what differs.
 */
export async function onDeadIssueJob(options: IssueOptions, job: DeadJob): Promise<void> {
  if (job.kind === 'issue.sync') return endRun(options, job);
  if (job.kind === 'issue.create') return tellNotCreated(options, job);
}

async function endRun({ database, now }: IssueOptions, job: DeadJob): Promise<void> {
  const { runId } = job.payload as JobKinds['issue.sync'];
  const run = await findSyncRun(database.db, runId);
  if (run?.state !== 'running') return;
  const error = `It was given up after ${job.attempts} tries. The next sync goes on where it was.`;
  await finishSyncRun(database.db, runId, { state: 'failed', error, at: now().toISOString() });
}

/** The link keeps the time of the first try: another one looks first for what that may have made. */
async function tellNotCreated({ database, queue, now }: IssueOptions, job: DeadJob): Promise<void> {
  const { linkId } = job.payload as JobKinds['issue.create'];
  const link = await findIssueLink(database.db, linkId);
  if (link?.state !== 'reserved') return;
  const advice = `It could not be reached in ${job.attempts} tries.`;
  await database.transaction((transaction) =>
    queue.enqueue(transaction, announceJob(linkId, 'not_created', now(), advice)),
  );
}
