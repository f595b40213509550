import type { DeadJob } from '../jobs/job.ts';
import { findPreview } from '../store/previews.ts';
import { giveUp } from './give-up.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { hasEnded, pollDelayMs } from './lifecycle.ts';
import type { PreviewWorkOptions } from './observe.ts';

/**
 * What becomes of a preview whose job was given up. That the vendor could not be asked for a while says nothing of the
 * build, so it is asked again later; a deployment that the vendor never took is at its end.
 */
export async function onDeadPreviewJob(
  options: PreviewWorkOptions & { providerName: (provider: string) => string },
  job: DeadJob,
): Promise<void> {
  const { previewId } = job.payload as { previewId: string };
  const preview = await findPreview(options.database.db, previewId);
  if (!preview || hasEnded(preview.state)) return;
  if (job.kind === 'preview.deploy') {
    const name = options.providerName(preview.provider);
    return giveUp(options, previewId, `${name} could not be reached in ${job.attempts} tries. Press Retry.`);
  }
  if (job.kind !== 'preview.refresh' && job.kind !== 'preview.poll') return;
  const now = options.now().getTime();
  const next = new Date(now + Math.max(60_000, pollDelayMs(now - Date.parse(preview.requested_at))));
  await options.database.transaction((transaction) =>
    enqueuePreviewJob(options.queue, transaction, 'preview.poll', previewId, next),
  );
}
