import { isBranchName } from '../vercel/branches.ts';
import { REPOSITORY, WEB_APP_ID } from './account.ts';
import type { RateLimit } from './api/rate-limit.ts';
import { commitOf, findBranch } from './branches.ts';
import { removeWebhook } from './deliveries.ts';
import { cancelDeploy, findDeploy } from './deploys.ts';
import type { Engine } from './engine.ts';
import { finish, hasEnded, hold, resume } from './lifecycle.ts';
import { closePullRequest, findService, openPullRequest, push } from './services.ts';
import { type Branch, type Deploy, FAILURES, type FailureKind } from './world.ts';

type Inputs = Readonly<Record<string, string>>;
type Act = (item: string, inputs: Inputs) => void;

/** What a person cannot do, in words to show them. */
export class Refused extends Error {}

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  const { world, ids } = engine;
  const set = (key: 'tokenRevoked' | 'webhooksDropped' | 'webhooksDoubled', value: boolean) => () => {
    world[key] = value;
  };
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
    'revoke-token': set('tokenRevoked', true),
    'restore-token': set('tokenRevoked', false),
    'drop-webhooks': set('webhooksDropped', true),
    'deliver-webhooks': set('webhooksDropped', false),
    'send-twice': set('webhooksDoubled', true),
    'send-once': set('webhooksDoubled', false),
    'previews-on': setPreviews('automatic'),
    'previews-off': setPreviews('off'),
    'exhaust-rate-limit': () => rateLimit.exhaust(),

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
    'finish-failed': building((deploy, inputs) => finish(deploy, engine.now(), failureOf(inputs))),
    cancel: building((deploy) => cancelDeploy(deploy, engine.now())),

    'push-branch'(_item, inputs) {
      const name = inputs.branch ?? '';
      if (!isBranchName(name)) throw new Refused('Git takes no branch of that name.');
      if (findBranch(world, name)) throw new Refused('There is a branch of that name already.');
      pushTo(name, textOf(inputs.message, 'A commit needs a message.'), null);
    },
    push: ofBranch(({ name, sha }, { message }) =>
      pushTo(name, textOf(message, 'A commit needs a message.'), commitOf(world, sha).failure),
    ),
    'break-branch': ofBranch(({ name }, inputs) => {
      const failure = failureOf(inputs);
      pushTo(name, `Break the build: ${failure}`, failure);
    }),
    'mend-branch': ofBranch(({ name }) => pushTo(name, 'Mend the build', null)),

    'open-pull-request': ofBranch(({ name }, { title }) => {
      if (name === REPOSITORY.defaultBranch) throw new Refused(`${name} is where pull requests lead to.`);
      if (world.pullRequests.some(({ branch }) => branch === name)) {
        throw new Refused('That branch has an open pull request already.');
      }
      const opened = { branch: name, title: textOf(title, 'A pull request needs a title.'), author: 'Ada' };
      openPullRequest(world, ids, opened, engine.moment());
    }),
    'close-pull-request'(item) {
      const pullRequest = world.pullRequests.find(({ number }) => String(number) === item);
      closePullRequest(world, found(pullRequest, 'pull request'));
    },

    'delete-webhook'(item) {
      const webhook = world.webhooks.find(({ id }) => id === item);
      removeWebhook(world, found(webhook, 'webhook'));
    },
    'send-again'(item) {
      const delivery = found(
        world.deliveries.find(({ id }) => id === item),
        'delivery',
      );
      if (delivery.dueAt !== null) throw new Refused('That delivery is on its way already.');
      delivery.dueAt = engine.now();
    },
  };
}

function failureOf(inputs: Inputs): FailureKind {
  const failure = FAILURES.find((kind) => kind === inputs.failure);
  if (!failure) throw new Refused(`Choose how it fails: ${FAILURES.join(', ')}.`);
  return failure;
}

function textOf(text: string | undefined, complaint: string): string {
  const trimmed = text?.trim();
  if (!trimmed) throw new Refused(complaint);
  return trimmed;
}

function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Refused(`There is no such ${what} any more.`);
  return thing;
}
