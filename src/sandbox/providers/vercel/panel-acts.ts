import { type Act, commonActs, found, type Inputs, Refused } from '../shared/acts.ts';
import { isBranchName } from '../shared/branches.ts';
import { FAILURES, failureIn, messageIn } from '../shared/builds.ts';
import { findProject, type Project, projectOf } from './account.ts';
import type { RateLimit } from './api/rate-limit.ts';
import { commitOf, push } from './branches.ts';
import { addDeployment, cancelDeployment, findDeployment, removeDeployment } from './deployments.ts';
import type { Engine } from './engine.ts';
import { finish, hasEnded, hold, resume } from './lifecycle.ts';
import type { Branch, Deployment, FailureKind } from './world.ts';

/** Every action of the panel by its id. Each changes the world or throws `Refused`; the caller commits. */
export function panelActs(engine: Engine, rateLimit: RateLimit): Readonly<Record<string, Act>> {
  const { world, ids, buildMs } = engine;
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
    ...commonActs(engine, rateLimit),

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
      finish(deployment, engine.now(), failureIn(inputs, FAILURES));
    }),
    cancel: building((deployment) => cancelDeployment(deployment, engine.now())),
    delete: ofDeployment((deployment) => removeDeployment(world, deployment)),

    'push-branch'(_item, inputs) {
      const project = found(findProject(inputs.project ?? ''), 'project');
      const name = inputs.branch ?? '';
      if (!isBranchName(name)) throw new Refused('Git takes no branch of that name.');
      push(world, ids, project, name, { message: messageIn(inputs), author: 'ada', failure: null });
    },
    push: ofBranch((branch, inputs) => {
      commitTo(branch, messageIn(inputs), commitOf(world, branch.sha).failure);
      if (inputs.deploy === 'yes') deployPush(engine, projectOf(branch.projectId), branch.name);
    }),
    'break-branch': ofBranch((branch, inputs) => {
      const failure = failureIn(inputs, FAILURES);
      commitTo(branch, `Break the build: ${failure}`, failure);
    }),
    'mend-branch': ofBranch((branch) => commitTo(branch, 'Mend the build', null)),
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
