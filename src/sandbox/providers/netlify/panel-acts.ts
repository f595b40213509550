import { type Act, commonActs, found, type Inputs, Refused, switchesOf } from '../shared/acts.ts';
import { isBranchName } from '../shared/branches.ts';
import { FAILURES, failureIn, messageIn } from '../shared/builds.ts';
import type { RateLimit } from './api/rate-limit.ts';
import { commitOf, findBranch, push } from './branches.ts';
import { announce } from './deliveries.ts';
import { addDeploy, cancelDeploy, findDeploy, publishedDeploy, removeDeploy } from './deploys.ts';
import type { Engine } from './engine.ts';
import { finish, hasEnded, hold, resume } from './lifecycle.ts';
import { lockDeploy, unlockDeploy } from './locking.ts';
import type { Branch, Deploy, FailureKind } from './world.ts';

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  const { world, ids, buildMs } = engine;
  const set = switchesOf(world);
  const ofDeploy = (run: (deploy: Deploy, inputs: Inputs) => void): Act => {
    return (item, inputs) => run(found(findDeploy(world, item), 'deploy'), inputs);
  };
  const building = (run: (deploy: Deploy, inputs: Inputs) => void) =>
    ofDeploy((deploy, inputs) => {
      if (hasEnded(deploy, engine.now())) throw new Refused('That deploy has ended already.');
      run(deploy, inputs);
    });
  const ofBranch = (run: (branch: Branch, inputs: Inputs) => void): Act => {
    return (item, inputs) => run(found(findBranch(world, item), 'branch'), inputs);
  };
  const commitTo = (name: string, message: string, failure: FailureKind | null) =>
    push(world, ids, name, { message, author: 'ada', failure });
  const unfinished = () => world.deploys.filter((deploy) => !hasEnded(deploy, engine.now()));

  return {
    ...commonActs(engine, rateLimit),
    'withhold-logs': set('logsWithheld', true),
    'give-logs': set('logsWithheld', false),

    'hold-builds'() {
      world.buildsHeld = true;
      for (const deploy of unfinished()) hold(deploy, engine.now());
    },
    'resume-builds'() {
      world.buildsHeld = false;
      for (const deploy of unfinished()) if (deploy.endsAt === null) resume(deploy, engine.now(), buildMs);
    },

    'finish-ready': building((deploy) => finish(deploy, engine.now(), null)),
    'finish-failed': building((deploy, inputs) => finish(deploy, engine.now(), failureIn(inputs, FAILURES))),
    cancel: building((deploy) => cancelDeploy(deploy, engine.now())),
    delete: ofDeploy((deploy) => {
      if (deploy === publishedDeploy(world, engine.now())) throw new Refused('The site serves that deploy.');
      announce(engine, deploy, 'deploy_deleted');
      removeDeploy(world, deploy);
    }),
    lock: ofDeploy((deploy) => {
      if (!lockDeploy(engine, deploy)) throw new Refused('Only the published deploy can be locked.');
    }),
    unlock: ofDeploy((deploy) => {
      if (!unlockDeploy(engine, deploy)) throw new Refused('That deploy is not locked.');
    }),

    'push-branch'(_item, inputs) {
      const name = inputs.branch ?? '';
      if (!isBranchName(name)) throw new Refused('Git takes no branch of that name.');
      commitTo(name, messageIn(inputs), null);
    },
    push: ofBranch(({ name, sha }, inputs) => {
      commitTo(name, messageIn(inputs), commitOf(world, sha).failure);
      if (inputs.deploy === 'yes') addDeploy(world, ids, { branch: name, now: engine.now(), buildMs });
    }),
    'break-branch': ofBranch(({ name }, inputs) => {
      const failure = failureIn(inputs, FAILURES);
      commitTo(name, `Break the build: ${failure}`, failure);
    }),
    'mend-branch': ofBranch(({ name }) => commitTo(name, 'Mend the build', null)),
  };
}
