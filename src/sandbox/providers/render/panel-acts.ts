import { type Act, commonActs, found, type Inputs, Refused, textIn } from '../shared/acts.ts';
import { isBranchName } from '../shared/branches.ts';
import { failureIn, messageIn } from '../shared/builds.ts';
import { REPOSITORY, WEB_APP_ID } from './account.ts';
import type { RateLimit } from './api/rate-limit.ts';
import { commitOf, findBranch } from './branches.ts';
import { cancelDeploy, findDeploy } from './deploys.ts';
import type { Engine } from './engine.ts';
import { finish, hasEnded, hold, resume } from './lifecycle.ts';
import { closePullRequest, findService, openPullRequest, push } from './services.ts';
import { type Branch, type Deploy, FAILURES, type FailureKind } from './world.ts';

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  const { world, ids } = engine;
  const building = (run: (deploy: Deploy, inputs: Inputs) => void): Act => {
    return (item, inputs) => {
      const deploy = found(findDeploy(world, item), 'deploy');
      if (hasEnded(deploy, engine.now())) throw new Refused('That deploy has ended already.');
      run(deploy, inputs);
    };
  };
  const ofBranch = (run: (branch: Branch, inputs: Inputs) => void): Act => {
    return (item, inputs) => run(found(findBranch(world, item), 'branch'), inputs);
  };
  const pushTo = (branch: string, message: string, failure: FailureKind | null) =>
    push(world, ids, branch, { message, author: 'Ada', failure }, engine.moment());
  const setPreviews = (previews: 'off' | 'automatic') => () => {
    found(findService(world, WEB_APP_ID), 'service').previews = previews;
  };
  const unfinished = () => world.deploys.filter((deploy) => !hasEnded(deploy, engine.now()));

  return {
    ...commonActs(engine, rateLimit),
    'previews-on': setPreviews('automatic'),
    'previews-off': setPreviews('off'),

    'hold-builds'() {
      world.buildsHeld = true;
      for (const deploy of unfinished()) hold(deploy, engine.now());
    },
    'resume-builds'() {
      world.buildsHeld = false;
      const { now, buildMs } = engine.moment();
      for (const deploy of unfinished()) if (deploy.endsAt === null) resume(deploy, now, buildMs);
    },

    'finish-ready': building((deploy) => finish(deploy, engine.now(), null)),
    'finish-failed': building((deploy, inputs) => finish(deploy, engine.now(), failureIn(inputs, FAILURES))),
    cancel: building((deploy) => cancelDeploy(deploy, engine.now())),

    'push-branch'(_item, inputs) {
      const name = inputs.branch ?? '';
      if (!isBranchName(name)) throw new Refused('Git takes no branch of that name.');
      if (findBranch(world, name)) throw new Refused('There is a branch of that name already.');
      pushTo(name, messageIn(inputs), null);
    },
    push: ofBranch(({ name, sha }, inputs) => pushTo(name, messageIn(inputs), commitOf(world, sha).failure)),
    'break-branch': ofBranch(({ name }, inputs) => {
      const failure = failureIn(inputs, FAILURES);
      pushTo(name, `Break the build: ${failure}`, failure);
    }),
    'mend-branch': ofBranch(({ name }) => pushTo(name, 'Mend the build', null)),

    'open-pull-request': ofBranch(({ name }, inputs) => {
      if (name === REPOSITORY.defaultBranch) throw new Refused(`${name} is where pull requests lead to.`);
      if (world.pullRequests.some(({ branch }) => branch === name)) {
        throw new Refused('That branch has an open pull request already.');
      }
      const opened = { branch: name, title: textIn(inputs, 'title', 'A title'), author: 'Ada' };
      openPullRequest(world, ids, opened, engine.moment());
    }),
    'close-pull-request'(item) {
      const pullRequest = world.pullRequests.find(({ number }) => String(number) === item);
      closePullRequest(world, found(pullRequest, 'pull request'));
    },
  };
}
