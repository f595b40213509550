import { WEB_APP_ID, WEB_APP_PREVIEW_ID } from './account.ts';
import { addCommit } from './branches.ts';
import { addDeploy } from './deploys.ts';
import type { Ids } from './ids.ts';
import { findService, openPullRequest, push } from './services.ts';
import type { FailureKind, Service, World } from './world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const BUILD_MS = 96_000;

const BRANCHES: [name: string, message: string, author: string, failure: FailureKind | null][] = [
  ['main', 'Show the plan on the start page', 'Ada', null],
  ['feature/login', 'Add the login form', 'Dee', null],
  ['feature/search', 'Search by title', 'Mel', null],
  ['fix/typo', 'Correct a typo in the footer', 'Ada', null],
  ['feature/broken', 'Read the e-mail from the session', 'Dee', 'type error'],
];

/** The world a newcomer finds: branches with heads, two services, and what was deployed in the days before `now`. */
export function seedWorld(now: number, ids: Ids): World {
  const world: World = {
    version: 1,
    tokenRevoked: false,
    buildsHeld: false,
    webhooksDropped: false,
    webhooksDoubled: false,
    commits: [],
    branches: [],
    pullRequests: [],
    nextPullRequest: 12,
    services: [
      service(WEB_APP_ID, 'web-app', ids, now, { autoDeploy: true, previews: 'automatic' }),
      service(WEB_APP_PREVIEW_ID, 'web-app-preview', ids, now, { autoDeploy: false, previews: 'off' }),
    ],
    deploys: [],
    events: [],
    webhooks: [],
    deliveries: [],
  };
  const ago = (minutes: number) => ({ now: now - minutes * MINUTE, buildMs: BUILD_MS });
  for (const [name, message, author, failure] of BRANCHES) {
    addCommit(world, ids, name, { message, author, failure, at: now - 3 * DAY });
  }
  const production = findService(world, WEB_APP_ID);
  const previews = findService(world, WEB_APP_PREVIEW_ID);
  if (!production || !previews) throw new Error('the seed has both of its services');
  addDeploy(world, ids, { service: production, trigger: 'manual', ...ago(3 * 24 * 60) });
  addDeploy(world, ids, { service: previews, trigger: 'manual', ...ago(2 * 24 * 60) });
  for (const [branch, title, author, minutes] of [
    ['feature/broken', 'Greet by e-mail', 'Dee', 26 * 60],
    ['feature/login', 'Log in', 'Dee', 5 * 60],
  ] as const) {
    openPullRequest(world, ids, { branch, title, author }, ago(minutes));
  }
  push(world, ids, 'main', { message: 'Describe previews', author: 'Ada', failure: null }, ago(3 * 60));
  for (const deploy of world.deploys) deploy.announced = 'end';
  return world;
}

function service(
  id: string,
  name: string,
  ids: Ids,
  now: number,
  more: Pick<Service, 'autoDeploy' | 'previews'>,
): Service {
  const at = now - 200 * DAY;
  return {
    id,
    name,
    slug: `${name}-${ids.slugPart()}`,
    parentId: null,
    pullRequest: null,
    branch: 'main',
    suspended: false,
    createdAt: at,
    updatedAt: at,
    ...more,
  };
}
