import { commitOf, ensureBranch } from './branches.ts';
import type { Ids } from './ids.ts';
import { hasEnded, type Stage, scheduleFrom, stageAt } from './lifecycle.ts';
import type { Deploy, Service, World } from './world.ts';

/** What is deployed; `now` in epoch milliseconds. */
export interface DeployOrder {
  service: Service;
  /** The branch's head where it is left out. */
  sha?: string | undefined;
  trigger: Deploy['trigger'];
  now: number;
  buildMs: number;
}

/** The vendor's word for how a deploy stands. */
export type DeployStatus = Exclude<Stage, 'succeeded'> | 'live' | 'deactivated';

/**
 * Makes a deploy. One that is under way for the same service is cancelled: the vendor's usual policy for deploys that
 * overlap.
 */
export function addDeploy(world: World, ids: Ids, order: DeployOrder): Deploy {
  const { service, now } = order;
  const commit = commitOf(world, order.sha ?? ensureBranch(world, ids, service.branch, now).sha);
  for (const other of world.deploys) {
    if (other.serviceId === service.id) cancelDeploy(other, now);
  }
  const deploy: Deploy = {
    id: ids.deploy(),
    serviceId: service.id,
    branch: service.branch,
    sha: commit.sha,
    trigger: order.trigger,
    createdAt: now,
    ...scheduleFrom(now, order.buildMs, world.buildsHeld),
    failure: commit.failure,
    canceledAt: null,
    announced: 'nothing',
  };
  world.deploys.push(deploy);
  return deploy;
}

/** Whether there was one to stop. */
export function cancelDeploy(deploy: Deploy, now: number): boolean {
  if (hasEnded(deploy, now)) return false;
  deploy.canceledAt = now;
  return true;
}

export function findDeploy(world: World, id: string): Deploy | undefined {
  return world.deploys.find((deploy) => deploy.id === id);
}

/** Newest first. */
export function deploysOf(world: World, serviceId: string): Deploy[] {
  return world.deploys.filter((deploy) => deploy.serviceId === serviceId).reverse();
}

/** What a service shows now, or undefined where it shows nothing. */
export function liveDeploy(world: World, service: Service, now: number): Deploy | undefined {
  if (service.suspended) return undefined;
  return deploysOf(world, service.id)
    .filter((deploy) => stageAt(deploy, now) === 'succeeded')
    .toSorted((a, b) => Number(b.endsAt) - Number(a.endsAt))[0];
}

export function statusOf(world: World, deploy: Deploy, now: number): DeployStatus {
  const stage = stageAt(deploy, now);
  if (stage !== 'succeeded') return stage;
  const service = world.services.find(({ id }) => id === deploy.serviceId);
  return service && liveDeploy(world, service, now) === deploy ? 'live' : 'deactivated';
}
