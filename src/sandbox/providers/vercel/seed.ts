import { DOCS, type Project, WEB_APP } from './account.ts';
import { push } from './branches.ts';
import { addDeployment } from './deployments.ts';
import type { Ids } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { FailureKind, World } from './world.ts';

const MINUTE = 60_000;
const BUILD_MS = 48_000;

const BRANCHES: [Project, string, string, string, FailureKind | null][] = [
  [WEB_APP, 'main', 'Show the plan on the start page', 'ada', null],
  [WEB_APP, 'feature/login', 'Add the login form', 'grace', null],
  [WEB_APP, 'feature/search', 'Search by title', 'linus', null],
  [WEB_APP, 'fix/typo', 'Correct a typo in the footer', 'ada', null],
  [WEB_APP, 'feature/broken', 'Read the e-mail from the session', 'grace', 'type error'],
  [DOCS, 'main', 'Describe previews', 'ada', null],
];

const DEPLOYED: [Project, string, number][] = [
  [WEB_APP, 'main', 3 * 24 * 60],
  [DOCS, 'main', 2 * 24 * 60],
  [WEB_APP, 'feature/broken', 26 * 60],
  [WEB_APP, 'feature/login', 5 * 60],
  [WEB_APP, 'main', 3 * 60],
];

/** The world a newcomer finds: branches with heads, and what was deployed in the days before `now`. */
export function seedWorld(now: number, ids: Ids): World {
  const world: World = {
    version: 1,
    tokenRevoked: false,
    buildsHeld: false,
    webhooksDropped: false,
    webhooksDoubled: false,
    commits: [],
    branches: [],
    deployments: [],
    webhooks: [],
    deliveries: [],
  };
  for (const [project, name, message, author, failure] of BRANCHES) {
    push(world, ids, project, name, { message, author, failure });
  }
  for (const [project, branch, minutesAgo] of DEPLOYED) {
    const deployment = addDeployment(world, ids, {
      project,
      branch,
      now: now - minutesAgo * MINUTE,
      buildMs: BUILD_MS,
      source: 'git',
    });
    deployment.announced = stateAt(deployment, now);
  }
  return world;
}
