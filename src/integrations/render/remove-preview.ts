import { cancelUnlessEnded } from '../deployment-rules/cancel-unless-ended.ts';
import type { DeployAnswer, ServiceAnswer } from './answers.ts';
import type { RenderApi } from './api.ts';
import { isUnderWay, stateOf } from './map.ts';
import { isPullRequestPreview, refuseProduction } from './production.ts';

/** How many of the newest deploys are looked through. */
const RECENT = 20;

/**
 * Takes a preview away. Render has no way to remove a deploy, so it depends on whose service it is on:
 *
 * - The service that Render made for a pull request is deleted, as Render does itself when the pull request closes.
 *   Only while it has no newer deploy: that one is somebody else's preview.
 * - The service kept for previews is suspended: its address shows nothing more and it costs nothing more, and the next
 *   preview resumes it. Only while this deploy is what it shows; where another has taken its place, or is on its way,
 *   this one is gone already. A build is stopped, and where it became live before it could be, the service is suspended
 *   all the same.
 *
 * Throws code `production_deployment` for any other service.
 */
export async function removePreview(
  api: RenderApi,
  service: ServiceAnswer,
  deploy: DeployAnswer,
): Promise<void> {
  refuseProduction(service, 'removes');
  const isOfPullRequest = isPullRequestPreview(service);
  if (!isOfPullRequest && isUnderWay(deploy)) await stopBuild(api, service, deploy);
  const { present, newer } = await lookAgain(api, service, deploy);
  if (isOfPullRequest) {
    if (newer.length === 0) await api.deleteService(service.id);
    return;
  }
  if (!isLive(present) || service.suspended === 'suspended') return;
  // Newer ones that failed or were cancelled left this one in its place.
  if (newer.some((other) => isUnderWay(other) || isLive(other))) return;
  await api.suspendService(service.id);
}

/** Stops a build. Where it has ended in the meantime there is nothing to stop. */
export function stopBuild(api: RenderApi, service: ServiceAnswer, deploy: DeployAnswer): Promise<void> {
  return cancelUnlessEnded(
    () => api.cancelDeploy(service.id, deploy.id),
    async () => stateOf((await api.deploy(service.id, deploy.id)).status),
  );
}

/** The deploy as it is now, a build that was to be stopped included, and the service's newer ones, in one answer. */
async function lookAgain(
  api: RenderApi,
  service: ServiceAnswer,
  deploy: DeployAnswer,
): Promise<{ present: DeployAnswer; newer: DeployAnswer[] }> {
  const recent = await api.deploys(service.id, RECENT);
  const place = recent.findIndex(({ id }) => id === deploy.id);
  return { present: recent[place] ?? deploy, newer: place === -1 ? recent : recent.slice(0, place) };
}

function isLive({ status }: DeployAnswer): boolean {
  return stateOf(status) === 'ready';
}
