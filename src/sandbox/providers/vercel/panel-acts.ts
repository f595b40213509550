import { findProject, type Project, projectOf } from './account.ts';
import type { RateLimit } from './api/rate-limit.ts';
import { commitOf, isBranchName, push } from './branches.ts';
import { removeWebhook } from './deliveries.ts';
import { addDeployment, cancelDeployment, findDeployment, removeDeployment } from './deployments.ts';
import type { Engine } from './engine.ts';
import { finish, hasEnded, hold, resume } from './lifecycle.ts';
import { type Branch, type Deployment, FAILURES, type FailureKind } from './world.ts';

type Inputs = Readonly<Record<string, string>>;
type Act = (item: string, inputs: Inputs) => void;

/** What a person cannot do, in words to show them. */
export class Refused extends Error {}

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  const { world, ids, buildMs } = engine;
  const set = (key: 'tokenRevoked' | 'webhooksDropped' | 'webhooksDoubled', value: boolean) => () => {
    world[key] = value;
  };
  const ofDeployment = (run: (deployment: Deployment, inputs: Inputs) => void): Act => {
    return (item, inputs) => run(found(findDeployment(world, item), 'deployment'), inputs);
  };
  const building = (run: (deployment: Deployment, inputs: Inputs) => void) =>
    ofDeployment((deployment, inputs) => {
      if (hasEnded(deployment, engine.now())) throw new Refused('That deployment has ended already.');
      run(deployment, inputs);
    });
  const ofBranch = (run: (branch: Branch, inputs: Inputs) => void): Act => {
    return (item, inputs) => run(found(branchOf(engine, item), 'branch'), inputs);
  };
  const commitTo = (branch: Branch, message: string, failure: FailureKind | null) =>
    push(world, ids, projectOf(branch.projectId), branch.name, { message, author: 'ada', failure });
  const unfinished = () => world.deployments.filter((deployment) => !hasEnded(deployment, engine.now()));

  return {
    'revoke-token': set('tokenRevoked', true),
    'restore-token': set('tokenRevoked', false),
    'drop-webhooks': set('webhooksDropped', true),
    'deliver-webhooks': set('webhooksDropped', false),
    'send-twice': set('webhooksDoubled', true),
    'send-once': set('webhooksDoubled', false),
    'exhaust-rate-limit': () => rateLimit.exhaust(),

    'hold-builds'() {
      world.buildsHeld = true;
      for (const deployment of unfinished()) hold(deployment, engine.now());
    },
    'resume-builds'() {
      world.buildsHeld = false;
      for (const deployment of unfinished()) {
        if (deployment.endsAt === null) resume(deployment, engine.now(), buildMs);
      }
    },

    'finish-ready': building((deployment) => finish(deployment, engine.now(), null)),
    'finish-failed': building((deployment, inputs) => {
      finish(deployment, engine.now(), failureOf(inputs));
    }),
    cancel: building((deployment) => cancelDeployment(deployment, engine.now())),
    delete: ofDeployment((deployment) => removeDeployment(world, deployment)),

    'push-branch'(_item, inputs) {
      const project = found(findProject(inputs.project ?? ''), 'project');
      const name = inputs.branch ?? '';
      if (!isBranchName(name)) throw new Refused('Git takes no branch of that name.');
      push(world, ids, project, name, { message: messageOf(inputs), author: 'ada', failure: null });
    },
    push: ofBranch((branch, inputs) => {
      commitTo(branch, messageOf(inputs), commitOf(world, branch.sha).failure);
      if (inputs.deploy === 'yes') deployPush(engine, projectOf(branch.projectId), branch.name);
    }),
    'break-branch': ofBranch((branch, inputs) => {
      const failure = failureOf(inputs);
      commitTo(branch, `Break the build: ${failure}`, failure);
    }),
    'mend-branch': ofBranch((branch) => commitTo(branch, 'Mend the build', null)),

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

/** What Vercel's GitHub app does by itself after a push. */
function deployPush(engine: Engine, project: Project, branch: string): void {
  const { world, ids, buildMs } = engine;
  addDeployment(world, ids, { project, branch, source: 'git', now: engine.now(), buildMs });
}

function branchOf({ world }: Engine, item: string): Branch | undefined {
  return world.branches.find(({ projectId, name }) => `${projectOf(projectId).name}:${name}` === item);
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
