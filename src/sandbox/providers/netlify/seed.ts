import { push } from './branches.ts';
import { addDeploy } from './deploys.ts';
import type { Ids } from './ids.ts';
import { stateAt } from './lifecycle.ts';
import type { FailureKind, World } from './world.ts';

const MINUTE = 60_000;
const BUILD_MS = 42_000;

const BRANCHES: [name: string, message: string, author: string, failure: FailureKind | null][] = [
  ['main', 'Show the plan on the start page', 'ada', null],
  ['feature/login', 'Add the login form', 'dee', null],
  ['feature/search', 'Search by title', 'mel', null],
  ['fix/typo', 'Correct a typo in the footer', 'ada', null],
  ['feature/broken', 'Read the e-mail from the session', 'dee', 'type error'],
];

const DEPLOYED: [branch: string, minutesAgo: number][] = [
  ['main', 3 * 24 * 60],
  ['feature/broken', 26 * 60],
  ['feature/login', 5 * 60],
  ['main', 3 * 60],
];

/** The world a newcomer finds: branches with heads, and what was deployed in the days before `now`. */
export function seedWorld(now: number, ids: Ids): World {
  const world: World = {
    version: 1,
    tokenRevoked: false,
    buildsHeld: false,
    logsWithheld: false,
    webhooksDropped: false,
    webhooksDoubled: false,
    lockedDeployId: null,
    commits: [],
    branches: [],
    deploys: [],
    webhooks: [],
    deliveries: [],
  };
  for (const [name, message, author, failure] of BRANCHES)
    push(world, ids, name, { message, author, failure });
  for (const [branch, minutesAgo] of DEPLOYED) {
    const deploy = addDeploy(world, ids, { branch, now: now - minutesAgo * MINUTE, buildMs: BUILD_MS });
    deploy.announced = stateAt(deploy, now);
  }
  return world;
}
