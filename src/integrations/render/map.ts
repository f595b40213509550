import type { Deployment, DeploymentState } from '../contract.ts';
import { hasEnded } from '../deployment-rules/has-ended.ts';
import type { DeployAnswer, ServiceAnswer } from './answers.ts';
import { deploymentId } from './deployment-id.ts';
import { isPullRequestPreview, targetOf } from './production.ts';

/**
 * `deactivated` was live until another deploy took its place: what it deployed cannot be looked at any more, so it is
 * not ready, and nothing failed.
 */
const STATES: Readonly<Record<string, DeploymentState>> = {
  created: 'queued',
  queued: 'queued',
  build_in_progress: 'building',
  pre_deploy_in_progress: 'building',
  update_in_progress: 'building',
  live: 'ready',
  deactivated: 'cancelled',
  build_failed: 'failed',
  pre_deploy_failed: 'failed',
  update_failed: 'failed',
  canceled: 'cancelled',
};

/** Render gives no reason; which step failed is in the status itself. */
const REASONS: Readonly<Record<string, string>> = {
  build_failed: 'The build failed.',
  pre_deploy_failed: 'The build succeeded, but the pre-deploy command failed.',
  update_failed:
    'The build succeeded, but the new version did not start. Its own log in Render says why: the build log ends before that.',
};

/**
 * Render's word for a deploy's status in ours. A word we do not know yet counts as `building`: it is not one of the
 * ends we know, so asking again is right and calling it failed would not be.
 */
export function stateOf(word: string | null | undefined): DeploymentState {
  const known = word?.toLowerCase() ?? '';
  return (Object.hasOwn(STATES, known) ? STATES[known] : undefined) ?? 'building';
}

/** Whether it is queued or being built. */
export function isUnderWay({ status }: DeployAnswer): boolean {
  return !hasEnded(stateOf(status));
}

/**
 * A deploy of a service as a deployment. Its branch is told only where it is certain: that of a pull request's preview
 * never changes, a deploy of another service does not say which branch it is of. Its address is the service's, so it
 * counts only while this deploy is what the address shows; but for a pull request's, which has a service of its own, it
 * takes the place of every other.
 */
export function toDeployment(service: ServiceAnswer, deploy: DeployAnswer): Deployment {
  const state = stateOf(deploy.status);
  const branch = isPullRequestPreview(service) ? service.branch : undefined;
  const sha = deploy.commit?.id;
  const message = deploy.commit?.message;
  const url = state === 'ready' ? service.serviceDetails?.url : undefined;
  const error = state === 'failed' ? REASONS[deploy.status?.toLowerCase() ?? ''] : undefined;
  return {
    externalId: deploymentId(service.id, deploy.id),
    state,
    target: targetOf(service),
    createdAt: deploy.createdAt,
    ...(branch ? { branch } : {}),
    ...(sha ? { commit: { sha, ...(message ? { message } : {}) } } : {}),
    ...(url ? { url } : {}),
    ...(service.dashboardUrl ? { inspectUrl: `${service.dashboardUrl}/deploys/${deploy.id}` } : {}),
    ...(error ? { error } : {}),
    ...(isPullRequestPreview(service) ? {} : { exclusive: true }),
  };
}

/** Whether a deploy is of this commit; either may be shortened. */
export function isOfCommit({ commit }: DeployAnswer, sha: string): boolean {
  const id = commit?.id?.toLowerCase();
  const wanted = sha.toLowerCase();
  return id !== undefined && id !== '' && (id.startsWith(wanted) || wanted.startsWith(id));
}
