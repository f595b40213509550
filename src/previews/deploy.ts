import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import { findPreview, updatePreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import { giveUp } from './give-up.ts';
import type { Observe, PreviewWorkOptions } from './observe.ts';

/**
 * Asks the platform for a deployment. That it was asked is written down first: when a crash or a lost answer leads
 * to another try, the deployment is looked for before a second one is made.
 */
export function createDeployHandler(
  options: PreviewWorkOptions & { observe: Observe },
): JobHandlers['preview.deploy'] {
  const { database, connections, observe, now } = options;
  return async ({ previewId }) => {
    const preview = await findPreview(database.db, previewId);
    if (preview?.state !== 'requested') return;
    const askedBefore = preview.deploy_sent_at !== null;
    if (!askedBefore) {
      const at = now().toISOString();
      await updatePreview(database.db, previewId, { deploy_sent_at: at, updated_at: at });
    }
    const commit = preview.commit_sha === null ? {} : { commitSha: preview.commit_sha };
    const request = { branch: preview.branch, marker: markerOf(preview), ...commit };
    try {
      const deployment = await connections.withPlatform(
        preview.workspace_id,
        preview.integration_id,
        async (platform) =>
          (askedBefore ? await platform.findByMarker(request) : undefined) ?? platform.deploy(request),
      );
      await observe(preview, deployment);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      await giveUp(options, previewId, error.advice);
    }
  };
}

/** What travels with the vendor's deployment, so that it can be told again. */
export function markerOf(preview: PreviewRow): string {
  return `${preview.id}.${preview.attempt}`;
}
