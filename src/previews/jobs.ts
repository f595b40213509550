import type { JobKinds, Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';

type PreviewJob = Extract<keyof JobKinds, `preview.${string}`>;

/** Enqueues work on one preview. Jobs of a preview never run side by side; announcing it has a lane of its own. */
export async function enqueuePreviewJob(
  queue: Queue,
  transaction: Transaction,
  kind: PreviewJob,
  previewId: string,
  runAt?: Date,
): Promise<void> {
  const key = kind === 'preview.announce' ? `announce:${previewId}` : `preview:${previewId}`;
  await queue.enqueue(transaction, { kind, payload: { previewId }, key, ...(runAt ? { runAt } : {}) });
}
