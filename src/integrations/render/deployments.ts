import type { Deployment, DeploymentPlatform } from '../contract.ts';
import { ProviderError, type ProviderErrorCode } from '../errors.ts';
import type { RenderApi } from './api.ts';
import { readBuildLog } from './build-log.ts';
import { readDeploymentId } from './deployment-id.ts';
import { type Found, findByEvent, findDeploy } from './find.ts';
import { hasEnded } from './map.ts';
import { previewServiceWay } from './preview-service.ts';
import { refuseProduction } from './production.ts';
import { lookAtWatch, pullRequestWay } from './pull-request-previews.ts';
import { removePreview } from './remove-preview.ts';
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
      if (hasEnded(deploy)) return;
      try {
        await api.cancelDeploy(service.id, deploy.id);
      } catch (error) {
        // It may have ended between the look and the call: Render refuses to cancel what has ended.
        if (!isCode(error, 'invalid_request', 'not_found')) throw error;
        if (!hasEnded(await api.deploy(service.id, deploy.id))) throw error;
      }
    },

    async remove(externalId) {
      try {
        const { service, deploy } = await find(externalId);
        if (service && deploy) await removePreview(api, service, deploy);
      } catch (error) {
        if (!isCode(error, 'not_found')) throw error;
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

function isCode(error: unknown, ...codes: ProviderErrorCode[]): boolean {
  return error instanceof ProviderError && codes.includes(error.code);
}
