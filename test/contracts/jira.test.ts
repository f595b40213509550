import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAdfSchema } from '../integrations/jira/adf/schema.ts';
import {
  API,
  FLAG,
  GONE,
  ISSUE,
  issue,
  MARKER,
  page,
  SEARCH,
  STATUSES,
  transition,
  WORLD,
} from '../integrations/jira/answers.ts';
import { connect } from '../integrations/jira/vendor.ts';
import { startVendor, type Vendor } from '../integrations/recording-vendor.ts';
import { type Contract, contractFile, openContract } from './contract.ts';
import { beyondTheExcerpt } from './jira-beyond-the-excerpt.ts';

const HOOKS = '/rest/webhooks/1.0/webhook';
const URL = 'https://buildrunner.acme.example/api/webhooks/jira';
const { path, absent } = contractFile('jira.json');

/** Every operation the adapter uses, by the specification's name. */
const USED = [
  'createIssue',
  'deleteAdminWebhook',
  'doTransition',
  'editIssue',
  'getAdminWebhooks',
  'getAllStatuses',
  'getCurrentUser',
  'getFields',
  'getIssue',
  'getProject',
  'getTransitions',
  'registerAdminWebhook',
  'searchAndReconsileIssuesUsingJqlPost',
];

const MARKDOWN = `# Login *form*

With **all** ~~of~~ \`it\`: [docs](https://acme.example), https://acme.example/x.
Next line

- one
  1. two
- [ ] three

> quoted
> - list

| a | b |
| - | - |
| 1 | 2 |

- [x] done

\`\`\`ts
code
\`\`\`

---

<b>html</b>`;

describe.skipIf(absent)(
  `requests against Jira's specification${absent ? ` (skipped: ${absent})` : ''}`,
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
      expect([...used].toSorted()).toEqual(USED);
    });

    test("every text is a document that Atlassian's schema accepts", () => {
      const violations = openAdfSchema();
      const texts = vendor.received.flatMap(({ body }) => {
        return (body as { fields?: { description?: unknown } } | undefined)?.fields?.description ?? [];
      });
      expect(texts.length).toBeGreaterThan(1);
      expect(texts.flatMap(violations)).toEqual([]);
    });

    test('a wrong one would be found', () => {
      const sent = (method: string, path: string) =>
        vendor.received.find((request) => request.method === method && request.path === path)!;
      const create = sent('POST', `${API}/issue`);
      const search = sent('POST', `${API}/search/jql`);
      const hook = sent('POST', HOOKS);
      const wrong = [
        { ...create, body: { ...(create.body as object), properties: 'none' } },
        { ...create, body: { fields: 'none' } },
        { ...create, path: '/rest/api/2/issue' },
        { ...search, body: { ...(search.body as object), startAt: 0 } },
        { ...search, body: { ...(search.body as object), fields: 'summary' } },
        { ...search, body: { ...(search.body as object), maxResults: 'all' } },
        { ...sent('GET', ISSUE), query: new URLSearchParams({ fieldList: 'x' }) },
        { ...sent('POST', `${ISSUE}/transitions`), body: { transition: '11' } },
        { ...sent('PUT', ISSUE), body: { fields: 'x' } },
        { ...hook, body: { ...(hook.body as object), events: [] } },
        { ...hook, body: { ...(hook.body as object), jqlFilter: 'x' } },
      ];
      for (const request of wrong)
        expect(contract.violations(request), JSON.stringify(request)).not.toEqual([]);
    });
  },
);

/** The excerpt together with what it lacks. */
async function openWidened(): Promise<Contract> {
  const directory = await mkdtemp(join(tmpdir(), 'jira-contract-'));
  try {
    const excerpt = JSON.parse(readFileSync(path, 'utf8'));
    const file = join(directory, 'jira.json');
    writeFileSync(file, JSON.stringify({ ...excerpt, paths: { ...excerpt.paths, ...beyondTheExcerpt } }));
    return await openContract(file);
  } finally {
    await rm(directory, { recursive: true });
  }
}

function answers(): Parameters<typeof startVendor>[0] {
  const blocked = issue({ labels: ['blocked', 'bug'], [FLAG]: [{ value: 'Impediment' }] });
  const demanding = transition('41', STATUSES.done, { assignee: { required: true, name: 'Assignee' } });
  return {
    ...WORLD,
    [SEARCH]: [page([]), page([issue()], 't1'), page([issue({ updated: 'x' })])],
    [`GET ${API}/issue/PROJ-12`]: { body: issue() },
    [`GET ${API}/issue/PROJ-1`]: GONE,
    [`GET ${API}/issue/10099`]: GONE,
    [`GET ${API}/issue/10013`]: { body: { ...blocked, id: '10013' } },
    [`PUT ${API}/issue/10013`]: { status: 204 },
    [`GET ${ISSUE}/transitions`]: { body: { transitions: [demanding, transition('21', STATUSES.progress)] } },
    [`GET ${HOOKS}`]: { body: [{ self: `https://acme.atlassian.net${HOOKS}/5`, url: URL }] },
    [`POST ${HOOKS}`]: { status: 201, body: { self: `https://acme.atlassian.net${HOOKS}/7`, url: URL } },
    [`DELETE ${HOOKS}/5`]: { status: 204 },
    [`DELETE ${HOOKS}/7`]: { status: 204 },
  };
}

/** Every method of the adapter, each way it can go. */
async function sendEverything(vendor: Vendor): Promise<void> {
  const { test: check, issues, webhooks } = await connect(vendor);
  const draft = { title: 'T', marker: MARKER };
  const full = {
    title: 'T',
    description: MARKDOWN,
    priority: 'urgent',
    assignee: 'a-1',
    labels: ['x'],
  } as const;
  await check();
  await issues.findByMarker(draft, new Date(0));
  const told: string[] = [];
  for await (const { cursor } of issues.changedSince(undefined)) told.push(cursor);
  for await (const { cursor } of issues.changedSince(told[0])) told.push(cursor);
  for (const text of ['log form', 'PROJ-12', '']) await issues.search(text, 10);
  await issues.get('10012');
  await expect(issues.get('10099')).rejects.toMatchObject({ code: 'not_found' });
  await issues.create(draft);
  await issues.create({ ...draft, ...full, labels: ['x'], status: 'doing' });
  await issues.update('10012', { ...full, labels: ['x'], status: 'doing' });
  await expect(issues.update('10012', { status: 'done' })).rejects.toMatchObject({ code: 'invalid_request' });
  await issues.update('10013', { status: 'todo', description: '', priority: 'none', assignee: null });
  await webhooks.register(URL, 'secret');
  await webhooks.remove('7');
}
