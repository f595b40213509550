import type { HostedPush } from '../provider.ts';
import { advance, failureOf } from '../shared/branches.ts';
import type { Project } from './account.ts';
import { USER } from './account.ts';
import type { Ids } from './ids.ts';
import type { Branch, Commit, FailureKind, World } from './world.ts';

export function findBranch(world: World, project: Project, name: string): Branch | undefined {
  return world.branches.find((branch) => branch.projectId === project.id && branch.name === name);
}

/** The commit with that SHA; one that nobody pushed here still has a head line, as a shallow clone would show. */
export function commitOf(world: World, sha: string): Commit {
  return (
    world.commits.find((commit) => commit.sha === sha) ?? {
      sha,
      message: `Commit ${sha.slice(0, 7)}`,
      author: USER.username,
      failure: null,
    }
  );
}

/** Adds a commit to a branch, making the branch where it is new. */
export function push(
  world: World,
  ids: Ids,
  project: Project,
  name: string,
  commit: { message: string; author: string; failure: FailureKind | null },
): Branch {
  const sha = ids.sha();
  return advance(
    world,
    findBranch(world, project, name),
    { sha, ...commit },
    { projectId: project.id, name, sha },
  );
}

/** Takes in a commit pushed at the code host. What broke the branch's builds before still does. */
export function learnCommit(world: World, project: Project, { branch: name, commit }: HostedPush): void {
  const branch = findBranch(world, project, name);
  const failure = failureOf(world.commits, branch);
  advance(world, branch, { ...commit, failure }, { projectId: project.id, name, sha: commit.sha });
}
