import { accountOf, REPOSITORY } from '../account.ts';
import { written } from '../answers/time.ts';
import { announce } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import type { Branch, Commit } from '../world.ts';
import { followBranch } from './pull-requests.ts';

const NOTHING = '0'.repeat(40);

export function findBranch({ world }: Engine, name: string): Branch | undefined {
  return world.branches.find((branch) => branch.name === name);
}

export function findCommit({ world }: Engine, sha: string): Commit | undefined {
  return world.commits.find((commit) => commit.sha === sha);
}

/** Adds a commit to a branch, making the branch where it is new; open pull requests of the branch follow. */
export function pushCommit(
  engine: Engine,
  name: string,
  { message, author }: Pick<Commit, 'message' | 'author'>,
): Commit {
  const commit = newCommit(engine, message, author);
  const branch = findBranch(engine, name);
  const before = branch?.sha ?? NOTHING;
  if (branch) branch.sha = commit.sha;
  else engine.world.branches.push({ name, sha: commit.sha });
  tellOfPush(engine, name, { before, after: commit.sha, sender: author });
  followBranch(engine, name, commit.sha, author);
  return commit;
}

/** A commit that is in no branch of this repository yet, or ever: a fork's. */
export function newCommit(engine: Engine, message: string, author: string): Commit {
  const commit = { sha: engine.ids.sha(), message, author, at: engine.now() };
  engine.world.commits.push(commit);
  return commit;
}

/** A branch that begins where another stands. */
export function createBranch(engine: Engine, name: string, from: Branch, by: string): void {
  engine.world.branches.push({ name, sha: from.sha });
  tellOfPush(engine, name, { before: NOTHING, after: from.sha, sender: by });
}

export function deleteBranch(engine: Engine, branch: Branch, by: string): void {
  engine.world.branches = engine.world.branches.filter((other) => other !== branch);
  tellOfPush(engine, branch.name, { before: branch.sha, after: NOTHING, sender: by });
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
function tellOfPush(
  engine: Engine,
  name: string,
  { before, after, sender }: { before: string; after: string; sender: string },
): void {
  const { links } = engine;
  const commit = findCommit(engine, after);
  const head = commit ? commitPayload(engine, commit) : null;
  const { name: pusher, email } = accountOf(sender);
  announce(engine, {
    event: 'push',
    sender,
    payload: {
      ref: `refs/heads/${name}`,
      before,
      after,
      created: before === NOTHING,
      deleted: after === NOTHING,
      forced: false,
      base_ref: null,
      compare: links.page(`/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`),
      commits: head && before !== NOTHING ? [head] : [],
      head_commit: head,
      pusher: { name: pusher, email },
    },
  });
  if (commit) engine.pushed({ branch: name, commit });
}

function commitPayload({ links }: Engine, { sha, message, author, at }: Commit) {
  const { name, email, login } = accountOf(author);
  const person = { name, email, username: login };
  return {
    id: sha,
    tree_id: sha,
    distinct: true,
    message,
    timestamp: written(at),
    url: links.page(`/commit/${sha}`),
    author: person,
    committer: person,
    added: [],
    removed: [],
    modified: ['src/page.ts'],
  };
}

export function isProtected(branch: Branch): boolean {
  return branch.name === REPOSITORY.defaultBranch;
}
