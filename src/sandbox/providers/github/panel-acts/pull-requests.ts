import { type Act, found, type Inputs, Refused, textIn } from '../../shared/acts.ts';
import { FORK, REPOSITORY } from '../account.ts';
import { findBranch, newCommit, pushCommit } from '../changes/branches.ts';
import {
  closePullRequest,
  mergePullRequest,
  openPullRequest,
  reopenPullRequest,
  synchronize,
} from '../changes/pull-requests.ts';
import type { Engine } from '../engine.ts';
import type { PullRequest } from '../world.ts';
import { personIn } from './person.ts';

/** What people do with pull requests. */
export function pullRequestActs(engine: Engine): Record<string, Act> {
  const { world } = engine;
  const of = (state: 'open' | 'closed', run: (pull: PullRequest, inputs: Inputs) => void): Act => {
    return (item, inputs) => {
      const pull = world.pullRequests.find(({ number }) => String(number) === item);
      if (found(pull, 'pull request').state !== state)
        throw new Refused(`That pull request is not ${state}.`);
      if (pull) run(pull, inputs);
    };
  };

  return {
    'open-pull-request'(item, inputs) {
      const branch = found(findBranch(engine, item), 'branch');
      if (branch.name === REPOSITORY.defaultBranch) throw new Refused('A pull request needs another branch.');
      const there = world.pullRequests.some(
        (pull) => pull.state === 'open' && !pull.fromFork && pull.branch === branch.name,
      );
      if (there) throw new Refused('There is an open pull request for that branch.');
      const title = textIn(inputs, 'title', 'A title');
      openPullRequest(engine, personIn(inputs), {
        title,
        branch: branch.name,
        sha: branch.sha,
        fromFork: false,
      });
    },
    'open-fork-pull-request'(_item, inputs) {
      const title = textIn(inputs, 'title', 'A title');
      const branch = textIn(inputs, 'branch', 'A branch');
      const { sha } = newCommit(engine, title, FORK.owner);
      openPullRequest(engine, FORK.owner, { title, branch, sha, fromFork: true });
    },
    'update-pull-request': of('open', (pull, inputs) => {
      const message = textIn(inputs, 'message', 'A commit message');
      const author = pull.fromFork ? FORK.owner : personIn(inputs);
      if (!pull.fromFork) pushCommit(engine, pull.branch, { message, author });
      else synchronize(engine, pull, newCommit(engine, message, author).sha, author);
    }),
    'close-pull-request': of('open', (pull, inputs) => closePullRequest(engine, pull, personIn(inputs))),
    'reopen-pull-request': of('closed', (pull, inputs) => {
      if (pull.mergedAt !== null) throw new Refused('What has been merged cannot be reopened.');
      reopenPullRequest(engine, pull, personIn(inputs));
    }),
    'merge-pull-request': of('open', (pull, inputs) => {
      const author = personIn(inputs);
      mergePullRequest(engine, pull, author);
      const message = `Merge pull request #${pull.number}: ${pull.title}`;
      pushCommit(engine, REPOSITORY.defaultBranch, { message, author });
    }),
  };
}
