import { type Project, TEAM } from './account.ts';
import { commitOf, findBranch, push } from './branches.ts';
import type { Ids } from './ids.ts';
import { hasEnded, scheduleFrom } from './lifecycle.ts';
import type { Commit, Deployment, World } from './world.ts';

/** What is deployed and how; `now` in epoch milliseconds. */
export interface DeploymentOrder {
  project: Project;
  branch: string;
  /** The branch's head where it is left out. */
  sha?: string;
  target?: 'production' | 'staging';
  meta?: Readonly<Record<string, string>>;
  source: Deployment['source'];
  now: number;
  buildMs: number;
}

/** Makes a deployment; a branch nobody has heard of gets a first commit. */
export function addDeployment(world: World, ids: Ids, order: DeploymentOrder): Deployment {
  const { project, now } = order;
  const commit = commitOf(world, order.sha ?? headOf(world, ids, order));
  const deployment: Deployment = {
    id: ids.deployment(),
    host: `${project.name}-${ids.hostPart()}-${TEAM.slug}.vercel.app`,
    buildId: ids.build(),
    projectId: project.id,
    branch: order.branch,
    sha: commit.sha,
    meta: { ...gitMeta(project, order.branch, commit), ...order.meta },
    target: targetOf(order),
    source: order.source,
    createdAt: now,
    ...scheduleFrom(now, order.buildMs, {
      held: world.buildsHeld,
      starts: commit.failure !== 'never starts',
    }),
    failure: commit.failure,
    canceledAt: null,
    announced: null,
  };
  world.deployments.push(deployment);
  return deployment;
}

/**
 * Where no target is asked for, Vercel goes by the branch: the production branch is deployed to production.
 */
export function targetOf(
  order: Pick<DeploymentOrder, 'project' | 'branch' | 'target'>,
): Deployment['target'] {
  if (order.target) return order.target;
  return order.branch === order.project.repo.productionBranch ? 'production' : null;
}

/** The commit that an order without a SHA is about. */
export function headOf(world: World, ids: Ids, order: Pick<DeploymentOrder, 'project' | 'branch'>): string {
  const branch =
    findBranch(world, order.project, order.branch) ??
    push(world, ids, order.project, order.branch, {
      message: `Start ${order.branch}`,
      author: 'ada',
      failure: null,
    });
  return branch.sha;
}

/** By id, hostname or address, as Vercel lets each stand in a path. */
export function findDeployment(world: World, idOrUrl: string): Deployment | undefined {
  const host = idOrUrl.replace(/\/+$/, '').split('/').at(-1);
  return world.deployments.find((deployment) => deployment.id === idOrUrl || deployment.host === host);
}

/** Whether there was one to stop. */
export function cancelDeployment(deployment: Deployment, now: number): boolean {
  if (hasEnded(deployment, now)) return false;
  deployment.canceledAt = now;
  return true;
}

export function removeDeployment(world: World, deployment: Deployment): void {
  world.deployments = world.deployments.filter((other) => other !== deployment);
}

/** What Vercel itself writes into `meta` of a deployment from GitHub. */
function gitMeta({ repo }: Project, branch: string, commit: Commit): Record<string, string> {
  return {
    githubDeployment: '1',
    githubOrg: repo.org,
    githubRepo: repo.name,
    githubRepoId: String(repo.id),
    githubCommitOrg: repo.org,
    githubCommitRepo: repo.name,
    githubCommitRepoId: String(repo.id),
    githubCommitRef: branch,
    githubCommitSha: commit.sha,
    githubCommitMessage: commit.message,
    githubCommitAuthorName: commit.author,
    githubCommitAuthorLogin: commit.author,
  };
}
