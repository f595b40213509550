import { WEB_APP_ID } from './account.ts';
import { addCommit } from './branches.ts';
import { addDeploy } from './deploys.ts';
import type { Ids } from './ids.ts';
import type { FailureKind, PullRequest, Service, World } from './world.ts';

/** What changes the world by itself needs to know of time. */
export interface Moment {
  now: number;
  buildMs: number;
}

export function findService(world: World, id: string): Service | undefined {
  return world.services.find((service) => service.id === id);
}

/** Removes a service with its deploys, and the previews that were made of it. */
export function removeService(world: World, service: Service): void {
  const gone = new Set([
    service.id,
    ...world.services.filter(({ parentId }) => parentId === service.id).map(({ id }) => id),
  ]);
  world.services = world.services.filter(({ id }) => !gone.has(id));
  world.deploys = world.deploys.filter(({ serviceId }) => !gone.has(serviceId));
}

/** What Git and Render do after a push: the services that follow the branch deploy it. */
export function push(
  world: World,
  ids: Ids,
  name: string,
  commit: { message: string; author: string; failure: FailureKind | null },
  { now, buildMs }: Moment,
): void {
  addCommit(world, ids, name, { ...commit, at: now });
  for (const service of world.services) {
    if (!service.autoDeploy || service.suspended || service.branch !== name) continue;
    addDeploy(world, ids, { service, trigger: 'new_commit', now, buildMs });
  }
}

/** Opens a pull request; where previews are on, Render makes a service for it and deploys it. */
export function openPullRequest(
  world: World,
  ids: Ids,
  opened: Omit<PullRequest, 'number'>,
  { now, buildMs }: Moment,
): PullRequest {
  const pullRequest = { ...opened, number: world.nextPullRequest };
  world.nextPullRequest += 1;
  world.pullRequests.push(pullRequest);
  const base = findService(world, WEB_APP_ID);
  if (base?.previews === 'automatic') {
    const service: Service = {
      id: ids.service(),
      name: `${base.name} PR #${pullRequest.number}`,
      slug: `${base.name}-pr-${pullRequest.number}`,
      parentId: base.id,
      pullRequest: pullRequest.number,
      branch: pullRequest.branch,
      autoDeploy: true,
      previews: 'off',
      suspended: false,
      createdAt: now,
      updatedAt: now,
    };
    world.services.push(service);
    addDeploy(world, ids, { service, trigger: 'new_commit', now, buildMs });
  }
  return pullRequest;
}

/** Closes a pull request; its preview goes with it. */
export function closePullRequest(world: World, pullRequest: PullRequest): void {
  world.pullRequests = world.pullRequests.filter((other) => other !== pullRequest);
  const preview = world.services.find((service) => service.pullRequest === pullRequest.number);
  if (preview) removeService(world, preview);
}
