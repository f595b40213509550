import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/integrations/contract.ts';
import { startVendor } from '../recording-vendor.ts';
import { idOf, issue, labels, nextLink, pullRequestAsIssue, REPO, repository } from './answers.ts';
import { connect } from './vendor.ts';

const GET = `GET ${REPO}/issues/12`;
const LIST = `GET ${REPO}/issues`;
const SEARCH = 'GET /search/issues';
const moved = {
  status: 301,
  body: { message: 'Moved Permanently', url: 'https://api.github.com/repositories/9/issues/3' },
};

async function read(answer: Record<string, unknown>): Promise<Issue> {
  await using vendor = await startVendor({ [GET]: { body: answer } });
  return await (await connect(vendor)).issues.get(idOf(12));
}

test('an issue in our words', async () => {
  const answer = issue({
    body: 'With a *password*.\r\n\r\n<!-- buildrunner:m-1 -->',
    labels: labels('bug', 'Status: in progress', 'priority: high'),
    assignees: [{ login: 'dee' }, { login: 'mel' }],
  });
  expect(await read(answer)).toEqual({
    externalId: '12-3100000012',
    key: '#12',
    url: 'https://github.com/acme/web-app/issues/12',
    title: 'Build the login form',
    description: 'With a *password*.',
    status: { name: 'Status: in progress', meaning: 'doing' },
    priority: 'high',
    assignee: { externalId: 'dee', name: 'dee' },
    labels: ['bug'],
    updatedAt: new Date('2026-11-24T09:00:00Z'),
  });
});

test.each<[names: string[], priority: string]>([
  [['priority: urgent'], 'urgent'],
  [['priority: high'], 'high'],
  [['priority: normal'], 'normal'],
  [['Priority: Low'], 'low'],
  [['priority: low', 'priority: urgent'], 'urgent'],
  [['bug'], 'none'],
  [[], 'none'],
])('the priority of %j is %s', async (names, priority) => {
  expect((await read(issue({ labels: labels(...names) }))).priority).toBe(priority);
});

test('answers with fields missing, null or of another form', async () => {
  const { id, number, html_url, title, state, created_at, updated_at } = issue();
  expect(await read({ id, number, html_url, title, state, created_at, updated_at })).toMatchObject({
    description: '',
    labels: [],
    assignee: undefined,
    status: { meaning: 'todo' },
  });
  expect(
    await read(issue({ body: null, labels: ['bug', { name: null }], assignees: null, state_reason: 7 })),
  ).toMatchObject({ description: '', labels: ['bug'], assignee: undefined });
});

describe('an issue that is not there', () => {
  test.each<[what: string, answer: { status?: number; body: unknown }]>([
    ['404', { status: 404, body: { message: 'Not Found' } }],
    ['410, deleted', { status: 410, body: { message: 'This issue was deleted' } }],
    ['301, moved to another repository', moved],
    ['a pull request of that number', { body: pullRequestAsIssue({ number: 12 }) }],
    ['an issue of that number in another repository', { body: issue({ id: 5 }) }],
  ])('%s', async (_what, answer) => {
    await using vendor = await startVendor({ [GET]: answer, [`GET ${REPO}`]: { body: repository() } });
    const { issues } = await connect(vendor);
    await expect(issues.get(idOf(12))).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each<[what: string, answer: { status: number; body: unknown }]>([
    ['the token no longer sees', { status: 404, body: { message: 'Not Found' } }],
    ['has another name now', { ...moved }],
  ])('because it is the repository that %s: that is no issue gone', async (_what, answer) => {
    await using vendor = await startVendor({ '*': answer });
    const { issues } = await connect(vendor);
    await expect(issues.get(idOf(12))).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringContaining('Check Repository: it may have been renamed'),
    });
    expect(vendor.calls()).toEqual([GET, `GET ${REPO}`]);
  });

  test('an id that is none asks nothing', async () => {
    await using vendor = await startVendor({});
    const { issues } = await connect(vendor);
    for (const id of ['12', '#12', 'I_kwDO', '12-', '-5', '12-5-6']) {
      await expect(issues.get(id)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(vendor.calls()).toEqual([]);
  });
});

describe('search', () => {
  const found = issue({ number: 3, title: 'Login fails' });
  const table = {
    [SEARCH]: { body: { total_count: 2, items: [found, pullRequestAsIssue()] } },
    [LIST]: {
      body: [
        issue({ number: 4, title: 'Blogging' }),
        issue({ number: 3, title: 'Login fails' }),
        pullRequestAsIssue(),
      ],
    },
    [GET]: { body: issue() },
  };

  async function keys(text: string, limit = 10, overrides = {}) {
    await using vendor = await startVendor({ ...table, ...overrides });
    const { issues } = await connect(vendor);
    return { keys: (await issues.search(text, limit)).map(({ key }) => key), vendor };
  }

  test('whole words by the index, half words among the latest, no pull requests', async () => {
    const { keys: found, vendor } = await keys('log');
    expect(found).toEqual(['#3', '#4']);
    const query = vendor.received.find(({ path }) => path === '/search/issues')?.query;
    expect(query?.get('q')).toBe('log in:title is:issue repo:acme/web-app');
  });

  test('by number, with and without its sign', async () => {
    expect((await keys('#12')).keys[0]).toBe('#12');
    expect((await keys(' 12 ')).keys[0]).toBe('#12');
    expect((await keys('#77')).keys).not.toContain('#77');
  });

  test('no text: the latest, and the index is not asked', async () => {
    const { keys: found, vendor } = await keys('  ');
    expect(found).toEqual(['#4', '#3']);
    expect(vendor.calls()).toEqual([LIST]);
  });

  test.each([
    ['repo:evil/secrets is:pr login', 'repo evil secrets is pr login'],
    ['"log in" -label:bug', 'log in label bug'],
    ['a OR b', 'a or b'],
  ])('%s cannot steer the query', async (text, words) => {
    const { vendor } = await keys(text);
    const query = vendor.received.find(({ path }) => path === '/search/issues')?.query.get('q');
    expect(query).toBe(`${words} in:title is:issue repo:acme/web-app`);
  });

  test('no more than asked for', async () => {
    expect((await keys('log', 1)).keys).toEqual(['#3']);
  });

  test.each([
    [
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0' },
        body: { message: 'API rate limit exceeded' },
      },
    ],
    [{ status: 422, body: { message: 'Validation Failed' } }],
  ])('where the index refuses, the latest still answer', async (refusal) => {
    expect((await keys('log', 10, { [SEARCH]: refusal })).keys).toEqual(['#4', '#3']);
  });

  test('a token that is refused is told', async () => {
    await using vendor = await startVendor({ '*': { status: 401, body: { message: 'Bad credentials' } } });
    const { issues } = await connect(vendor);
    await expect(issues.search('log', 5)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('what changed since', () => {
  const at = (second: number) => `2026-11-24T09:00:0${second}Z`;
  const changed = (number: number, second: number) => issue({ number, updated_at: at(second) });

  async function run(pages: { body: unknown; headers?: Record<string, string> }[], cursor?: string) {
    await using vendor = await startVendor({ [LIST]: pages });
    const { issues } = await connect(vendor);
    const told: [keys: string[], cursor: string][] = [];
    for await (const page of issues.changedSince(cursor)) {
      told.push([page.issues.map(({ key }) => key), page.cursor]);
      if (told.length > 10) throw new Error('goes on for ever');
    }
    return { told, asked: vendor.received.map(({ query }) => Object.fromEntries(query)) };
  }

  const ASKED = { state: 'all', sort: 'updated', direction: 'asc', per_page: '100' };

  test('everything without a cursor, each page from the last change of the one before', async () => {
    const { told, asked } = await run([
      { body: [changed(1, 1), changed(2, 2)], headers: nextLink('page=2') },
      { body: [changed(2, 2), changed(3, 3)], headers: nextLink('page=2') },
      { body: [changed(3, 3), changed(4, 4)] },
    ]);
    expect(told).toEqual([
      [['#1', '#2'], at(2)],
      [['#2', '#3'], at(3)],
      [['#3', '#4'], at(4)],
    ]);
    expect(asked).toEqual([ASKED, { ...ASKED, since: at(2) }, { ...ASKED, since: at(3) }]);
  });

  test('numbered pages while more than a page changed within one second', async () => {
    const { told, asked } = await run(
      [
        { body: [changed(1, 1), changed(2, 1)], headers: nextLink('page=2&per_page=100') },
        { body: [changed(3, 1), changed(4, 1)], headers: nextLink('page=3&after=Y3Vyc29y') },
        { body: [changed(5, 1)] },
      ],
      at(1),
    );
    expect(told.flatMap(([keys]) => keys)).toEqual(['#1', '#2', '#3', '#4', '#5']);
    expect(asked).toEqual([
      { ...ASKED, since: at(1) },
      { ...ASKED, since: at(1), page: '2' },
      { ...ASKED, since: at(1), page: '3', after: 'Y3Vyc29y' },
    ]);
  });

  test('pull requests are left out and still move the cursor', async () => {
    const { told } = await run([{ body: [changed(1, 1), pullRequestAsIssue({ updated_at: at(5) })] }]);
    expect(told).toEqual([[['#1'], at(5)]]);
  });

  test('nothing is told where there is nothing', async () => {
    expect((await run([{ body: [] }], at(1))).told).toEqual([]);
  });

  test('a link that leads to another host sends nothing there', async () => {
    const { asked } = await run(
      [
        { body: [changed(1, 1)], headers: { link: '<https://evil.example/steal?page=2>; rel="next"' } },
        { body: [changed(2, 1)] },
      ],
      at(1),
    );
    expect(asked).toHaveLength(2);
  });
});
