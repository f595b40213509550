import { wholePullRequest } from '../answers/pull-request.ts';
import { announce } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import type { PullRequest } from '../world.ts';

export function openPullRequest(
  engine: Engine,
  author: string,
  given: { title: string; branch: string; sha: string; fromFork: boolean },
): PullRequest {
  const at = engine.now();
  const pull: PullRequest = {
    ...given,
    id: engine.nextId(),
    issueId: engine.nextId(),
    number: engine.nextNumber(),
    body: null,
    state: 'open',
    author,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    mergedAt: null,
  };
  engine.world.pullRequests.push(pull);
  tell(engine, pull, 'opened', author);
  return pull;
}

export function closePullRequest(engine: Engine, pull: PullRequest, by: string): void {
  pull.state = 'closed';
  pull.closedAt = engine.now();
  touchAndTell(engine, pull, 'closed', by);
}

export function reopenPullRequest(engine: Engine, pull: PullRequest, by: string): void {
  pull.state = 'open';
  pull.closedAt = null;
  touchAndTell(engine, pull, 'reopened', by);
}

export function mergePullRequest(engine: Engine, pull: PullRequest, by: string): void {
  pull.mergedAt = engine.now();
  closePullRequest(engine, pull, by);
}

/** A new commit on the head of an open pull request. */
export function synchronize(engine: Engine, pull: PullRequest, sha: string, by: string): void {
  const before = pull.sha;
  pull.sha = sha;
  touchAndTell(engine, pull, 'synchronize', by, { before, after: sha });
}

/** Open pull requests from this branch of this repository have its new head. */
export function followBranch(engine: Engine, branch: string, sha: string, by: string): void {
  for (const pull of engine.world.pullRequests) {
    if (pull.state === 'open' && !pull.fromFork && pull.branch === branch) synchronize(engine, pull, sha, by);
  }
}

function touchAndTell(
  engine: Engine,
  pull: PullRequest,
  action: string,
  by: string,
  more: Record<string, unknown> = {},
): void {
  pull.updatedAt = engine.now();
  tell(engine, pull, action, by, more);
}

function tell(
  engine: Engine,
  pull: PullRequest,
  action: string,
  sender: string,
  more: Record<string, unknown> = {},
): void {
  const { world, links } = engine;
  const payload = { number: pull.number, pull_request: wholePullRequest(links, world, pull), ...more };
  announce(engine, { event: 'pull_request', action, payload, sender });
}
