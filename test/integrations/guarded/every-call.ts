import type {
  ConnectedProvider,
  DeploymentPlatform,
  IssueTracker,
  Repository,
  WebhookRegistrar,
} from '../../../src/integrations/contract.ts';

type Calls<Part> = Record<keyof Part, (part: Part) => unknown>;

const MARKER = 'pv-guarded.1';
const DEPLOY = { branch: 'feature/guarded', marker: MARKER };
const ISSUE = { title: 'A guarded issue', description: '', labels: [], marker: MARKER };
const COMMIT = 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00';
const DRAFT = { ...ISSUE, status: 'todo', priority: 'none', assignee: null } as const;

/** Every method of every part of a provider: one that is added to a contract has to be added here. */
const DEPLOYMENTS: Calls<DeploymentPlatform> = {
  deploy: (part) => part.deploy(DEPLOY),
  findByMarker: (part) => part.findByMarker(DEPLOY),
  get: (part) => part.get('dpl-1'),
  listByBranch: (part) => part.listByBranch(DEPLOY.branch),
  cancel: (part) => part.cancel('dpl-1'),
  remove: (part) => part.remove('dpl-1'),
  buildLog: (part) => part.buildLog('dpl-1'),
};

const ISSUES: Calls<IssueTracker> = {
  search: (part) => part.search('guarded', 5),
  get: (part) => part.get('1'),
  atUrl: (part) => part.atUrl(new URL('https://linear.app/acme/issue/ENG-1')),
  create: (part) => part.create(DRAFT),
  findByMarker: (part) => part.findByMarker(DRAFT, new Date(0)),
  update: (part) => part.update('1', { title: 'Another title' }),
  changedSince: async (part) => {
    for await (const page of part.changedSince(undefined)) return page;
    return undefined;
  },
};

const REPOSITORY: Calls<Repository> = {
  branches: (part) => part.branches('guarded', 5),
  setCommitStatus: (part) =>
    part.setCommitStatus({ commitSha: COMMIT, state: 'pending', context: 'BuildRunner', description: 'x' }),
  setDeployment: (part) =>
    part.setDeployment({ commitSha: COMMIT, environment: 'preview', state: 'in_progress' } as never),
  setPullRequestComment: (part) => part.setPullRequestComment({ number: 1, marker: MARKER, body: 'x' }),
  openPullRequest: (part) => part.openPullRequest(DEPLOY.branch),
};

const WEBHOOKS: Calls<WebhookRegistrar> = {
  register: (part) => part.register('https://buildrunner.example.com/api/webhooks/x', 'proposed-secret'),
  remove: (part) => part.remove('hook-1'),
};

/** Calls everything a provider offers, one after the other, whatever comes of it. */
export async function callEverything(connected: ConnectedProvider): Promise<void> {
  const { deployments, issues, repository, webhooks } = connected;
  await connected.test().catch(() => undefined);
  if (deployments) await callAll(DEPLOYMENTS, deployments);
  if (issues) await callAll(ISSUES, issues);
  if (repository) await callAll(REPOSITORY, repository);
  if (webhooks) await callAll(WEBHOOKS, webhooks);
}

async function callAll<Part>(calls: Calls<Part>, part: Part): Promise<void> {
  for (const call of Object.values<(part: Part) => unknown>(calls)) {
    await Promise.resolve()
      .then(() => call(part))
      .catch(() => undefined);
  }
}
