import type { Ids } from './ids.ts';
import type { Issue, PullRequest, World } from './world.ts';

const HOUR = 3_600_000;

const BRANCHES: [name: string, message: string, author: string][] = [
  ['main', 'Show the plan on the start page', 'ada'],
  ['develop', 'Bring the next release together', 'ada'],
  ['feature/login', 'Add the login form', 'dee'],
  ['feature/search', 'Search by title', 'mel'],
  ['feature/broken', 'Read the e-mail from the session', 'dee'],
  ['fix/typo', 'Correct a typo in the footer', 'ada'],
];

const LABELS = [
  'bug',
  'enhancement',
  'status: in progress',
  'status: blocked',
  'priority: urgent',
  'priority: high',
  'priority: normal',
  'priority: low',
];

const ISSUES: [title: string, about: Partial<Issue>][] = [
  ['Set up the project', { state: 'closed', stateReason: 'completed', assignees: ['ada'] }],
  ['Build the login form', { labels: ['enhancement', 'status: in progress'], assignees: ['dee'] }],
  ['Search by title', { labels: ['enhancement', 'priority: high'], assignees: ['mel'] }],
  ['Single sign-on', { labels: ['status: blocked', 'priority: normal'] }],
  ['The footer has a typo', { labels: ['bug', 'priority: low'] }],
  ['Support Internet Explorer', { state: 'closed', stateReason: 'not_planned' }],
];

/** The world a newcomer finds: branches with heads, a few issues, and one open pull request. */
export function seedWorld(now: number, ids: Ids): World {
  const commits = BRANCHES.map(([, message, author], index) => ({
    sha: ids.sha(),
    message,
    author,
    at: now - (BRANCHES.length - index) * HOUR,
  }));
  const branches = BRANCHES.map(([name], index) => ({ name, sha: commits[index]?.sha ?? '' }));
  const issues = ISSUES.map(([title, about], index) => issue(title, about, index, now));
  const number = issues.length + 1;
  const pull: PullRequest = {
    id: 2_400_000_000,
    issueId: 3_100_000_000 + number,
    number,
    title: 'Add the login form',
    body: 'Closes #2.',
    state: 'open',
    author: 'dee',
    branch: 'feature/login',
    sha: branches.find(({ name }) => name === 'feature/login')?.sha ?? '',
    fromFork: false,
    createdAt: now - 2 * HOUR,
    updatedAt: now - 2 * HOUR,
    closedAt: null,
    mergedAt: null,
  };
  return {
    version: 1,
    lastNumber: number,
    lastId: 3_200_000_000,
    tokenRevoked: false,
    withheld: [],
    webhooksDropped: false,
    webhooksDoubled: false,
    commits,
    branches,
    labels: [...LABELS],
    issues,
    goneIssues: [],
    pullRequests: [pull],
    comments: [],
    commitStatuses: [],
    deployments: [],
    deploymentStatuses: [],
    webhooks: [],
    deliveries: [],
  };
}

function issue(title: string, about: Partial<Issue>, index: number, now: number): Issue {
  const createdAt = wholeSecond(now - (ISSUES.length - index) * 24 * HOUR);
  const closed = about.state === 'closed';
  return {
    id: 3_100_000_001 + index,
    number: index + 1,
    title,
    body: null,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    author: 'ada',
    createdAt,
    updatedAt: closed ? createdAt + 4 * HOUR : createdAt,
    closedAt: closed ? createdAt + 4 * HOUR : null,
    ...about,
  };
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
