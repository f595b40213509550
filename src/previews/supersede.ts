import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import type { PreviewWorkOptions } from './observe.ts';

/** Stops a build that a newer push made pointless. One that ended by itself, or is gone, is as good. */
export function createSupersedeHandler({
  connections,
}: PreviewWorkOptions): JobHandlers['preview.supersede'] {
  return async ({ workspaceId, integrationId, externalId }) => {
    try {
      await connections.withPlatform(workspaceId, integrationId, (platform) => platform.cancel(externalId));
    } catch (error) {
      if (error instanceof ProviderError && error.code === 'not_found') return;
      throw error;
    }
  };
}
