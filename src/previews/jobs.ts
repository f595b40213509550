import type { JobKinds, Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';

type PreviewJob = Exclude<
  Extract<keyof JobKinds, `preview.${string}`>,
  'preview.sweep' | 'preview.supersede' | 'preview.cancel'
>;

/** Telling of a preview has lanes of its own, so that no vendor keeps another waiting. */
const LANES: Readonly<Partial<Record<PreviewJob, string>>> = {
  'preview.announce': 'announce',
  'preview.report': 'report',
};

/** Enqueues work on one preview. What changes it shares a lane, and never runs side by side. */
export async function enqueuePreviewJob(
  queue: Queue,
  transaction: Transaction,
  kind: PreviewJob,
  previewId: string,
  runAt?: Date,
): Promise<void> {
  const key = `${LANES[kind] ?? 'preview'}:${previewId}`;
  await queue.enqueue(transaction, { kind, payload: { previewId }, key, ...(runAt ? { runAt } : {}) });
}
