import { unlessGone } from '../integrations/unless-gone.ts';
import type { JobHandlers } from '../jobs/job.ts';
import type { PreviewWorkOptions } from './observe.ts';

/** Stops a build that a newer push made pointless. One that ended by itself, or is gone, is as good. */
export function createSupersedeHandler({
  connections,
}: PreviewWorkOptions): JobHandlers['preview.supersede'] {
  return ({ workspaceId, integrationId, externalId }) =>
    unlessGone(() =>
      connections.withPlatform(workspaceId, integrationId, (platform) => platform.cancel(externalId)),
    );
}
