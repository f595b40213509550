import type { HostedPush } from '../provider.ts';
import { advance, failureOf } from '../shared/branches.ts';
import type { Ids } from './ids.ts';
import type { Branch, Commit, World } from './world.ts';

export function findBranch(world: World, name: string): Branch | undefined {
  return world.branches.find((branch) => branch.name === name);
}

/** The commit with that SHA. Throws for one that was never pushed here: every deploy is of one that was. */
export function commitOf(world: World, sha: string): Commit {
  const commit = world.commits.find((candidate) => candidate.sha === sha);
  if (!commit) throw new Error(`no commit ${sha} in this world`);
  return commit;
}

/** Adds a commit to a branch, making the branch where it is new. */
export function push(world: World, ids: Ids, name: string, commit: Omit<Commit, 'sha'>): Branch {
  const sha = ids.sha();
  return advance(world, findBranch(world, name), { sha, ...commit }, { name, sha });
}

/** Takes in a commit pushed at the code host. What broke the branch's builds before still does. */
export function learnCommit(world: World, { branch: name, commit }: HostedPush): void {
  const branch = findBranch(world, name);
  const failure = failureOf(world.commits, branch);
  advance(world, branch, { ...commit, failure }, { name, sha: commit.sha });
}
