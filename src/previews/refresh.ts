import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import { findPreview } from '../store/previews.ts';
import { giveUp } from './give-up.ts';
import { hasEnded } from './lifecycle.ts';
import type { Observe, PreviewWorkOptions } from './observe.ts';

/** Asks the platform what became of a preview's deployment. */
export function createRefreshHandler(
  options: PreviewWorkOptions & { observe: Observe },
): JobHandlers['preview.refresh'] {
  const { database, connections, observe } = options;
  return async ({ previewId }) => {
    const preview = await findPreview(database.db, previewId);
    if (!preview || preview.external_id === null || hasEnded(preview.state)) return;
    const { external_id: externalId } = preview;
    try {
      const deployment = await connections.withPlatform(
        preview.workspace_id,
        preview.integration_id,
        (platform) => platform.get(externalId),
      );
      await observe(preview, deployment);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      await giveUp(options, previewId, error.advice);
    }
  };
}
