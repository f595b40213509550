import type { DeadJob, JobKinds, Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { findPreview } from '../store/previews.ts';

/** How long Slack is left alone after a message was given up, in ms. */
const PAUSE_MS = 5 * 60_000;
/** After this time nobody waits for the message any more, in ms. */
const WORTH_TELLING_MS = 24 * 60 * 60_000;

/** Slack was away for longer than the tries of one job: what the message is about is announced again later. */
export async function onDeadMessage(
  { database, queue, now }: { database: Database; queue: Queue; now: () => Date },
  job: DeadJob,
): Promise<void> {
  const { message } = job.payload as JobKinds['message.deliver'];
  if (!('previewId' in message)) return;
  const preview = await findPreview(database.db, message.previewId);
  if (!preview || now().getTime() - Date.parse(preview.updated_at) > WORTH_TELLING_MS) return;
  await database.transaction((transaction) =>
    queue.enqueue(transaction, {
      kind: 'preview.announce',
      payload: { previewId: preview.id },
      key: `again:${preview.id}`,
      runAt: new Date(now().getTime() + PAUSE_MS),
    }),
  );
}
