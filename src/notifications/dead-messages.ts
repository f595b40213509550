import { approvalJob } from '../governance/approval-record.ts';
import type { DeadJob, Job, JobKinds, MessageRef, Queue } from '../jobs/job.ts';
import { findApproval } from '../store/approvals.ts';
import type { Database } from '../store/database.ts';
import { newsOfDigest } from '../store/held-news.ts';
import { findPreview } from '../store/previews.ts';
import { deliverJob } from './deliver-job.ts';

/** How long Slack is left alone after a message was given up, in ms. */
const PAUSE_MS = 5 * 60_000;
/** After this time nobody waits for the message any more, in ms. */
const WORTH_TELLING_MS = 24 * 60 * 60_000;

/**
 * Slack was away for longer than the tries of one job: what the message is about is announced again later. A digest, and
 * news of the policy and of an integration's health, are sent again as they are.
 */
export async function onDeadMessage(
  { database, queue, now }: { database: Database; queue: Queue; now: () => Date },
  job: DeadJob,
): Promise<void> {
  const { message } = job.payload as JobKinds['message.deliver'];
  const runAt = new Date(now().getTime() + PAUSE_MS);
  const again = await announcementOf(database, message);
  if (!again || now().getTime() - Date.parse(again.since) > WORTH_TELLING_MS) return;
  await database.transaction((transaction) => queue.enqueue(transaction, { ...again.job, runAt }));
}

/** What tells of it again, and since when there has been something to tell. */
async function announcementOf(
  { db }: Database,
  message: MessageRef,
): Promise<{ job: Job; since: string } | undefined> {
  if ('previewId' in message) {
    const preview = await findPreview(db, message.previewId);
    if (!preview) return undefined;
    const { id: previewId, updated_at: since } = preview;
    return { job: { kind: 'preview.announce', payload: { previewId }, key: `again:${previewId}` }, since };
  }
  if ('approvalId' in message) {
    const approval = await findApproval(db, message.approvalId);
    return approval && { job: approvalJob('approval.announce', approval.id), since: approval.updated_at };
  }
  if (message.form === 'digest') {
    const [first] = await newsOfDigest(db, message.digestId);
    return first && { job: deliverJob(message), since: first.due_at };
  }
  if (message.form !== 'policy_news' && message.form !== 'health') return undefined;
  return { job: deliverJob(message), since: message.at };
}
