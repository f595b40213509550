import type { DeployAnswer, ServiceAnswer } from './answers.ts';
import type { RenderApi } from './api.ts';
import { hasEnded, stateOf } from './map.ts';
import { isPullRequestPreview, refuseProduction } from './production.ts';

/**
 * Takes a preview away. Render has no way to remove a deploy, so it depends on whose service it is on:
 *
 * - The service that Render made for a pull request is deleted, as Render does itself when the pull request closes.
 *   Only while it has no newer deploy: that one is somebody else's preview.
 * - The service kept for previews is suspended: its address shows nothing more and it costs nothing more, and the next
 *   preview resumes it. Only while this deploy is what it shows; where another has taken its place, or is on its way,
 *   this one is gone already.
 *
 * Throws code `production_deployment` for any other service.
 */
export async function removePreview(
  api: RenderApi,
  service: ServiceAnswer,
  deploy: DeployAnswer,
): Promise<void> {
  refuseProduction(service, 'removes');
  const [newest] = await api.deploys(service.id, 1);
  const isReplaced = newest !== undefined && newest.id !== deploy.id;
  if (isPullRequestPreview(service)) {
    if (!isReplaced) await api.deleteService(service.id);
    return;
  }
  if (!hasEnded(deploy)) return api.cancelDeploy(service.id, deploy.id);
  if (stateOf(deploy.status) !== 'ready' || service.suspended === 'suspended') return;
  // A newer one that failed or was cancelled left this one in its place.
  if (isReplaced && !hasEnded(newest)) return;
  await api.suspendService(service.id);
}
