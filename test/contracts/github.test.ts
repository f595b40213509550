import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  idOf,
  issue,
  labels,
  nextLink,
  pullRequestAsIssue,
  REPO,
  repository,
} from '../integrations/github/answers.ts';
import { connect } from '../integrations/github/vendor.ts';
import { startVendor, type Vendor } from '../integrations/recording-vendor.ts';
import { type Contract, contractFile, openContract } from './contract.ts';
import { beyondTheExcerpt } from './github-beyond-the-excerpt.ts';

const URL = 'https://buildrunner.acme.example/api/webhooks/github';
const SHA = 'a1b2c3d4'.repeat(5);
const { path, absent } = contractFile('github.json');

/** Every operation the adapter uses, by the specification's name. */
const USED = [
  'apps/create-installation-access-token',
  'git/list-matching-refs',
  'issues/create',
  'issues/create-comment',
  'issues/get',
  'issues/list-comments',
  'issues/list-for-repo',
  'issues/update',
  'issues/update-comment',
  'pulls/list',
  'rate-limit/get',
  'repos/create-commit-status',
  'repos/create-deployment',
  'repos/create-deployment-status',
  'repos/create-webhook',
  'repos/delete-webhook',
  'repos/get',
  'repos/list-branches',
  'repos/list-deployment-statuses',
  'repos/list-deployments',
  'repos/list-webhooks',
  'repos/update-webhook',
  'search/issues-and-pull-requests',
  'users/get-authenticated',
];

describe.skipIf(absent)(
  `requests against GitHub's specification${absent ? ` (skipped: ${absent})` : ''}`,
  () => {
    let contract: Contract;
    let vendor: Vendor;

    beforeAll(async () => {
      contract = await openWidened();
      vendor = await startVendor(answers());
      await sendEverything(vendor);
    });

    afterAll(async () => {
      await vendor[Symbol.asyncDispose]();
    });

    test('none is wrong', () => {
      expect(vendor.received.flatMap((request) => contract.violations(request))).toEqual([]);
    });

    test('every operation was used, and no other', () => {
      const used = new Set(vendor.received.map((request) => contract.operationOf(request)));
      expect([...used].toSorted()).toEqual(USED.toSorted());
    });

    test('a wrong one would be found', () => {
      const sent = (method: string, path: string) =>
        vendor.received.find((request) => request.method === method && request.path === path)!;
      const deployment = sent('POST', `${REPO}/deployments`);
      const listing = sent('GET', `${REPO}/issues`);
      const patch = sent('PATCH', `${REPO}/issues/12`);
      const status = sent('POST', `${REPO}/statuses/${SHA}`);
      const hook = sent('POST', `${REPO}/hooks`);
      const wrong = [
        { ...deployment, body: { environment: 'preview' } },
        { ...deployment, body: { ...(deployment.body as object), auto_merge: 'no' } },
        { ...listing, query: new URLSearchParams({ state: 'done' }) },
        { ...listing, query: new URLSearchParams({ updated: 'yes' }) },
        { ...patch, body: { state: 'done' } },
        { ...patch, body: { state_reason: 'forgotten' } },
        { ...status, body: { ...(status.body as object), state: 'inactive' } },
        { ...status, body: { ...(status.body as object), description: 'x'.repeat(141) } },
        { ...hook, body: { ...(hook.body as object), secret: 's' } },
        { ...hook, path: `${REPO}/webhooks` },
      ];
      for (const request of wrong) {
        expect(contract.violations(request), JSON.stringify(request)).not.toEqual([]);
      }
    });
  },
);

/** The excerpt together with what it lacks. */
async function openWidened(): Promise<Contract> {
  const directory = await mkdtemp(join(tmpdir(), 'github-contract-'));
  try {
    const excerpt = JSON.parse(readFileSync(path, 'utf8'));
    const widened = { ...excerpt, paths: { ...excerpt.paths, ...beyondTheExcerpt } };
    const file = join(directory, 'github.json');
    writeFileSync(file, JSON.stringify(widened));
    return await openContract(file);
  } finally {
    await rm(directory, { recursive: true });
  }
}

function answers(): Parameters<typeof startVendor>[0] {
  const body = 'Text\n\n<!-- buildrunner:m-1 -->';
  const settled = issue({
    body,
    labels: labels('status: in progress', 'docs', 'priority: urgent'),
    assignees: [{ login: 'dee' }],
  });
  const closed = { ...issue({ state: 'closed', state_reason: 'not_planned' }) };
  const later = issue({ updated_at: '2026-11-24T11:00:00Z' });
  return {
    'POST /app/installations/77/access_tokens': {
      body: { token: 'ghs_1', expires_at: '2026-11-24T11:30:00Z', permissions: {} },
    },
    'GET /user': { body: { login: 'acme-bot' } },
    'GET /rate_limit': { body: { resources: { core: { limit: 1, remaining: 1, reset: 1 } } } },
    [`GET ${REPO}`]: { body: repository() },
    'GET /search/issues': { body: { items: [] } },
    [`GET ${REPO}/issues`]: [
      { body: [pullRequestAsIssue()], headers: nextLink('page=2') },
      { body: [later], headers: nextLink('page=2') },
      { body: [later], headers: nextLink('page=2') },
      { body: [later] },
    ],
    [`POST ${REPO}/issues`]: { body: settled },
    [`GET ${REPO}/issues/12`]: [{ body: issue() }, { body: closed }],
    [`PATCH ${REPO}/issues/12`]: [
      { body: settled },
      { body: { ...closed, state: 'open' } },
      { body: { ...closed, state_reason: 'completed' } },
    ],
    [`GET ${REPO}/issues/77`]: { status: 404, body: { message: 'Not Found' } },
    [`GET ${REPO}/branches`]: [{ body: [], headers: nextLink('page=2') }, { body: [] }],
    [`GET ${REPO}/git/matching-refs/heads%2Ffeature%2Flogin`]: { body: [] },
    [`POST ${REPO}/statuses/${SHA}`]: { body: {} },
    [`GET ${REPO}/deployments`]: [{ body: [] }, { body: [{ id: 7 }] }],
    [`POST ${REPO}/deployments`]: { body: { id: 7 } },
    [`GET ${REPO}/deployments/7/statuses`]: { body: [] },
    [`POST ${REPO}/deployments/7/statuses`]: { body: {} },
    [`GET ${REPO}/issues/9/comments`]: [
      { body: [], headers: nextLink('page=2') },
      { body: [] },
      { body: [{ id: 5, body: 'Old\n\n<!-- buildrunner:m-1 -->' }] },
    ],
    [`POST ${REPO}/issues/9/comments`]: { body: { id: 5 } },
    [`PATCH ${REPO}/issues/comments/5`]: { body: { id: 5 } },
    [`GET ${REPO}/pulls`]: { body: [] },
    [`GET ${REPO}/hooks`]: [{ body: [] }, { body: [{ id: 4, config: { url: URL } }] }],
    [`POST ${REPO}/hooks`]: { body: { id: 4 } },
    [`PATCH ${REPO}/hooks/4`]: { body: { id: 4 } },
    [`DELETE ${REPO}/hooks/4`]: { status: 204 },
  };
}

async function sendEverything(vendor: Vendor): Promise<void> {
  const { test: check, issues, repository: code, webhooks } = await connect(vendor);
  await check();
  await issues.search('#77', 5);
  await issues.create({
    title: 'Log in',
    marker: 'm-1',
    description: 'Text',
    status: 'doing',
    priority: 'urgent',
    labels: ['docs'],
    assignee: 'dee',
  });
  await issues.update(idOf(12), {
    title: 'T',
    description: 'D',
    status: 'doing',
    priority: 'urgent',
    labels: ['docs'],
    assignee: 'dee',
  });
  await issues.update(idOf(12), { status: 'done' });
  await issues.get(idOf(12));
  await issues.findByMarker({ title: 'T', marker: 'none' }, new Date('2026-11-20T00:00:00Z'));
  for (const cursor of [undefined, '2026-11-24T11:00:00Z']) {
    for await (const _page of issues.changedSince(cursor));
  }

  await code.branches('feature/login', 5);
  for (const url of ['https://login.acme.example', undefined]) {
    const link = url ? { url, logUrl: url } : {};
    const status = { commitSha: SHA, state: 'pending', context: 'BuildRunner / vercel' } as const;
    await code.setCommitStatus({ ...status, description: 'Building', ...(url ? { url } : {}) });
    const preview = { commitSha: SHA, environment: 'preview/feature/login', state: 'in_progress' } as const;
    await code.setDeployment({ ...preview, ...link });
  }
  for (const body of ['Building', 'Ready']) {
    await code.setPullRequestComment({ number: 9, marker: 'm-1', body });
  }
  await code.openPullRequest('feature/login');

  await webhooks.register(URL, 's3cret');
  await webhooks.register(URL, 's3cret');
  await webhooks.remove('4');

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const private_key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const values = { token: '', app_id: '4711', installation_id: '77', private_key };
  await (await connect(vendor, { values })).test();
}
