import { isBranchName } from '../vercel/branches.ts';
import type { RateLimit } from './api/rate-limit.ts';
import { commitOf, findBranch, push } from './branches.ts';
import { announce, removeHook } from './deliveries.ts';
import { addDeploy, cancelDeploy, findDeploy, publishedDeploy, removeDeploy } from './deploys.ts';
import type { Engine } from './engine.ts';
import { finish, hasEnded, hold, resume } from './lifecycle.ts';
import { lockDeploy, unlockDeploy } from './locking.ts';
import { type Branch, type Deploy, FAILURES, type FailureKind } from './world.ts';

type Inputs = Readonly<Record<string, string>>;
type Act = (item: string, inputs: Inputs) => void;

/** What a person cannot do, in words to show them. */
export class Refused extends Error {}

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  const { world, ids, buildMs } = engine;
  const set =
    (key: 'tokenRevoked' | 'logsWithheld' | 'webhooksDropped' | 'webhooksDoubled', value: boolean) => () => {
      world[key] = value;
    };
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
    'revoke-token': set('tokenRevoked', true),
    'restore-token': set('tokenRevoked', false),
    'withhold-logs': set('logsWithheld', true),
    'give-logs': set('logsWithheld', false),
    'drop-webhooks': set('webhooksDropped', true),
    'deliver-webhooks': set('webhooksDropped', false),
    'send-twice': set('webhooksDoubled', true),
    'send-once': set('webhooksDoubled', false),
    'exhaust-rate-limit': () => rateLimit.exhaust(),

    'hold-builds'() {
      world.buildsHeld = true;
      for (const deploy of unfinished()) hold(deploy, engine.now());
    },
    'resume-builds'() {
      world.buildsHeld = false;
      for (const deploy of unfinished()) if (deploy.endsAt === null) resume(deploy, engine.now(), buildMs);
    },

    'finish-ready': building((deploy) => finish(deploy, engine.now(), null)),
    'finish-failed': building((deploy, inputs) => finish(deploy, engine.now(), failureOf(inputs))),
    cancel: building((deploy) => cancelDeploy(deploy, engine.now())),
    delete: ofDeploy((deploy) => {
      if (deploy === publishedDeploy(world, engine.now())) throw new Refused('The site serves that deploy.');
      announce(engine.announcing(), deploy, 'deploy_deleted');
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
      commitTo(name, messageOf(inputs), null);
    },
    push: ofBranch(({ name, sha }, inputs) => {
      commitTo(name, messageOf(inputs), commitOf(world, sha).failure);
      if (inputs.deploy === 'yes') addDeploy(world, ids, { branch: name, now: engine.now(), buildMs });
    }),
    'break-branch': ofBranch(({ name }, inputs) => {
      const failure = failureOf(inputs);
      commitTo(name, `Break the build: ${failure}`, failure);
    }),
    'mend-branch': ofBranch(({ name }) => commitTo(name, 'Mend the build', null)),

    'delete-webhook'(item) {
      const hook = world.hooks.find(({ id }) => id === item);
      removeHook(world, found(hook, 'webhook'));
    },
    'send-again'(item) {
      const delivery = world.deliveries.find(({ id }) => id === item);
      const again = found(delivery, 'delivery');
      if (again.dueAt !== null) throw new Refused('That delivery is on its way already.');
      again.dueAt = engine.now();
    },
  };
}

function failureOf(inputs: Inputs): FailureKind {
  const failure = FAILURES.find((kind) => kind === inputs.failure);
  if (!failure) throw new Refused(`Choose how it fails: ${FAILURES.join(', ')}.`);
  return failure;
}

function messageOf(inputs: Inputs): string {
  const message = inputs.message?.trim();
  if (!message) throw new Refused('A commit needs a message.');
  return message;
}

function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Refused(`There is no such ${what} any more.`);
  return thing;
}
