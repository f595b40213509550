import type { HostedPush } from '../provider.ts';
import { advance, failureOf } from '../shared/branches.ts';
import type { Ids } from './ids.ts';
import type { Branch, Commit, FailureKind, World } from './world.ts';

export function findBranch(world: World, name: string): Branch | undefined {
  return world.branches.find((branch) => branch.name === name);
}

/** The commit with that SHA; one that nobody pushed here still has a head line, as a shallow clone would show. */
export function commitOf(world: World, sha: string): Commit {
  return (
    world.commits.find((commit) => commit.sha === sha) ?? {
      sha,
      message: `Commit ${sha.slice(0, 7)}`,
      author: 'Ada',
      at: 0,
      failure: null,
    }
  );
}

/** Adds a commit to a branch, making the branch where it is new. */
export function addCommit(
  world: World,
  ids: Ids,
  name: string,
  commit: { message: string; author: string; failure: FailureKind | null; at: number },
): Branch {
  const sha = ids.sha();
  return advance(world, findBranch(world, name), { sha, ...commit }, { name, sha });
}

/** The branch of that name; one that nobody has heard of gets a first commit. */
export function ensureBranch(world: World, ids: Ids, name: string, now: number): Branch {
  return (
    findBranch(world, name) ??
    addCommit(world, ids, name, { message: `Start ${name}`, author: 'Ada', failure: null, at: now })
  );
}

/** Takes in a commit pushed at the code host. What broke the branch's builds before still does. */
export function learnCommit(world: World, { branch: name, commit }: HostedPush, at: number): void {
  const branch = findBranch(world, name);
  const failure = failureOf(world.commits, branch);
  advance(world, branch, { ...commit, failure, at }, { name, sha: commit.sha });
}
