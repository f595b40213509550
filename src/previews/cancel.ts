import type { JobHandlers } from '../jobs/job.ts';
import { findPreview } from '../store/previews.ts';
import { markerOf } from './deploy.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { hasEnded } from './lifecycle.ts';
import type { PreviewWorkOptions } from './observe.ts';

/**
 * Stops a build a person no longer wants. Where the vendor has a deployment, its own word on the outcome is asked
 * for afterwards: a build may have ended in the meantime.
 */
export function createCancelHandler(options: PreviewWorkOptions): JobHandlers['preview.cancel'] {
  const { database, queue, connections, record, now } = options;
  return async ({ previewId }) => {
    const preview = await findPreview(database.db, previewId);
    if (!preview || hasEnded(preview.state)) return;
    const cancelled = await connections.withPlatform(
      preview.workspace_id,
      preview.integration_id,
      async (platform) => {
        const request = { branch: preview.branch, marker: markerOf(preview) };
        const wasAsked = preview.deploy_sent_at !== null;
        const found = preview.external_id ?? (wasAsked && (await platform.findByMarker(request))?.externalId);
        if (!found) return undefined;
        await platform.cancel(found);
        return found;
      },
    );
    await database.transaction(async (transaction) => {
      const current = await findPreview(transaction, previewId);
      if (!current || hasEnded(current.state)) return;
      if (cancelled === undefined) {
        const changes = { state: 'cancelled', finished_at: now().toISOString() } as const;
        await record(transaction, current, changes, 'system');
        return;
      }
      if (current.external_id === null)
        await record(transaction, current, { external_id: cancelled }, 'system');
      await enqueuePreviewJob(queue, transaction, 'preview.refresh', previewId);
    });
  };
}
