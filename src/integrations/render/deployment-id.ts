import { ProviderError } from '../errors.ts';

/**
 * What a deployment's `externalId` stands for. A deploy is only found through its service, so both are in it. A
 * watch is a pull request's preview that Render makes by itself, perhaps later than we are asked for it: the branch,
 * the commit if one was named, and since when it has been awaited. An event is what a webhook tells of: Render knows
 * which deploy it was of.
 */
export type DeploymentId =
  | { kind: 'deploy'; serviceId: string; deployId: string }
  | { kind: 'watch'; branch: string; commitSha: string | undefined; since: Date }
  | { kind: 'event'; eventId: string };

export function deploymentId(serviceId: string, deployId: string): string {
  return `${serviceId}/${deployId}`;
}

export function eventLead(eventId: string): string {
  return `event/${eventId}`;
}

export function watchId(branch: string, commitSha: string | undefined, since: Date): string {
  return `watch/${since.getTime()}/${commitSha ?? '-'}/${branch}`;
}

/** Throws code `not_found` for what is neither: it cannot be a deployment of Render's. */
export function readDeploymentId(externalId: string): DeploymentId {
  const watch = /^watch\/(\d{1,15})\/([^/]+)\/(.+)$/.exec(externalId);
  if (watch) {
    const [, since, commit, branch = ''] = watch;
    const commitSha = commit === '-' ? undefined : commit;
    return { kind: 'watch', branch, commitSha, since: new Date(Number(since)) };
  }
  const [, eventId] = /^event\/([^/]+)$/.exec(externalId) ?? [];
  if (eventId) return { kind: 'event', eventId };
  const [, serviceId, deployId] = /^([^/]+)\/([^/]+)$/.exec(externalId) ?? [];
  if (serviceId && deployId) return { kind: 'deploy', serviceId, deployId };
  throw new ProviderError('not_found', 'Render has no such deploy. Deploy the branch again.', {
    detail: `${externalId} names no deploy of Render's`,
  });
}
