import type { DeploymentPlatform } from '../integrations/contract.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import { findPreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import { markerOf } from './deploy.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { hasEnded } from './lifecycle.ts';
import type { PreviewWorkOptions } from './observe.ts';
import { HINDERED } from './trouble.ts';

/**
 * Stops the build of one attempt. Where the vendor has a deployment, its own word on the outcome is asked for
 * afterwards: a build may have ended in the meantime. One that the vendor will not stop goes on, and its card says so.
 */
export function createCancelHandler(options: PreviewWorkOptions): JobHandlers['preview.cancel'] {
  const { database, queue, connections, record, now } = options;

  async function change(
    preview: PreviewRow,
    changes: Partial<PreviewRow>,
    { refresh = false, action }: { refresh?: boolean; action?: string } = {},
  ): Promise<void> {
    await database.transaction(async (transaction) => {
      const current = await findPreview(transaction, preview.id);
      if (!current || hasEnded(current.state) || current.attempt !== preview.attempt) return;
      await record(transaction, current, changes, 'system', action);
      if (refresh) await enqueuePreviewJob(queue, transaction, 'preview.refresh', preview.id);
    });
  }

  return async ({ previewId, attempt }) => {
    const preview = await findPreview(database.db, previewId);
    if (!preview || hasEnded(preview.state) || preview.attempt !== attempt) return;
    const { workspace_id: workspaceId, integration_id: integrationId } = preview;
    try {
      const stopped = await connections.withPlatform(workspaceId, integrationId, (platform) =>
        stop(platform, preview),
      );
      if (stopped !== undefined) return await change(preview, { external_id: stopped }, { refresh: true });
      await change(preview, { state: 'cancelled', finished_at: now().toISOString() });
    } catch (error) {
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      const failure = `It could not be cancelled. ${error.advice}`;
      await change(preview, { failure }, { refresh: true, action: HINDERED });
    }
  };
}

/** Stops the attempt's deployment; gives its id, or undefined where the vendor never had one. */
async function stop(platform: DeploymentPlatform, preview: PreviewRow): Promise<string | undefined> {
  const request = { branch: preview.branch, marker: markerOf(preview) };
  const wasAsked = preview.deploy_sent_at !== null;
  const found =
    preview.external_id ?? (wasAsked ? (await platform.findByMarker(request))?.externalId : undefined);
  if (found !== undefined) await platform.cancel(found);
  return found;
}
