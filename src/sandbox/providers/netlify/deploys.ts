import { SITE } from './account.ts';
import { commitOf, findBranch, push } from './branches.ts';
import type { Ids } from './ids.ts';
import { hasEnded, scheduleFrom, stateAt } from './lifecycle.ts';
import type { Deploy, World } from './world.ts';

/** What is deployed; `now` in epoch milliseconds. */
export interface DeployOrder {
  branch: string;
  /** The commit's message where it is left out, as for a push. */
  title?: string;
  now: number;
  buildMs: number;
}

/** Makes a deploy of a branch's head; a branch nobody has heard of gets a first commit. */
export function addDeploy(
  world: World,
  ids: Ids,
  { branch: name, title, now, buildMs }: DeployOrder,
): Deploy {
  const branch =
    findBranch(world, name) ??
    push(world, ids, name, { message: `Start ${name}`, author: 'ada', failure: null });
  const { message, failure } = commitOf(world, branch.sha);
  const deploy: Deploy = {
    id: ids.object(),
    buildId: ids.object(),
    branch: name,
    sha: branch.sha,
    title: title ?? message,
    context: name === SITE.productionBranch ? 'production' : 'branch-deploy',
    createdAt: now,
    ...scheduleFrom(now, buildMs, { held: world.buildsHeld, failure }),
    failure,
    canceledAt: null,
    announced: null,
  };
  world.deploys.push(deploy);
  return deploy;
}

export function findDeploy(world: World, id: string): Deploy | undefined {
  return world.deploys.find((deploy) => deploy.id === id);
}

/** Whether there was one to stop. */
export function cancelDeploy(deploy: Deploy, now: number): boolean {
  if (hasEnded(deploy, now)) return false;
  deploy.canceledAt = now;
  return true;
}

/** The deploy that the site serves: the one publishing is locked to, or the newest of production that is ready. */
export function publishedDeploy(world: World, now: number): Deploy | undefined {
  return (
    (world.lockedDeployId === null ? undefined : findDeploy(world, world.lockedDeployId)) ??
    world.deploys.findLast((deploy) => deploy.context === 'production' && stateAt(deploy, now) === 'ready')
  );
}

export function removeDeploy(world: World, deploy: Deploy): void {
  world.deploys = world.deploys.filter((other) => other !== deploy);
}
