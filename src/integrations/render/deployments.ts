import type { Deployment, DeploymentPlatform } from '../contract.ts';
import { hasEnded } from '../deployment-rules/has-ended.ts';
import { hasCode, ProviderError } from '../errors.ts';
import type { RenderApi } from './api.ts';
import { readBuildLog } from './build-log.ts';
import { readDeploymentId } from './deployment-id.ts';
import { type Found, findByEvent, findDeploy } from './find.ts';
import { previewServiceWay } from './preview-service.ts';
import { refuseProduction } from './production.ts';
import { lookAtWatch, pullRequestWay } from './pull-request-previews.ts';
import { removePreview, stopBuild } from './remove-preview.ts';
import type { RenderSettings } from './settings.ts';

/** Preview deployments in the configured way. Those of the other way stay what they are when the way is changed. */
export function renderDeployments(
  api: RenderApi,
  settings: RenderSettings,
  now: () => Date,
): DeploymentPlatform {
  async function find(externalId: string): Promise<Found> {
    const id = readDeploymentId(externalId);
    if (id.kind === 'watch') return lookAtWatch(api, settings, id, now());
    if (id.kind === 'event') return findByEvent(api, settings, id.eventId);
    return findDeploy(api, id.serviceId, id.deployId);
  }

  const way =
    settings.mode === 'pull_request_previews'
      ? pullRequestWay(api, settings, now)
      : previewServiceWay(api, settings);

  return {
    ...way,

    async get(externalId) {
      return (await find(externalId)).deployment;
    },

    async cancel(externalId) {
      const { deployment, service, deploy } = await find(externalId);
      if (service) refuseProduction(service, 'cancels on');
      if (!service || !deploy) return refuseUnbuilt(deployment);
      if (!hasEnded(deployment.state)) await stopBuild(api, service, deploy);
    },

    async remove(externalId) {
      try {
        const { service, deploy } = await find(externalId);
        if (service && deploy) await removePreview(api, service, deploy);
      } catch (error) {
        if (!hasCode(error, 'not_found')) throw error;
        // Render says so of what may not be seen as well. Where the service is not, its deploy is not known to be gone.
        await api.service(settings.serviceId);
      }
    },

    async buildLog(externalId) {
      const { service, deploy } = await find(externalId);
      return service && deploy ? readBuildLog(api, service, deploy, now()) : [];
    },
  };
}

/** A preview that Render is yet to make cannot be stopped by us; one that never came needs no stopping. */
function refuseUnbuilt({ state }: Deployment): void {
  if (state !== 'queued') return;
  throw new ProviderError(
    'not_found',
    'There is no deploy to stop yet: Render makes this preview by itself when it sees the pull request.',
  );
}
