import { describe, expect, test } from 'vitest';
import { SiteFactsCache } from '../../../src/integrations/jira/site-facts.ts';
import { type Answer, startVendor } from '../recording-vendor.ts';
import { ADA, API, FLAG, GONE, ISSUE, issue, page, refusal, SEARCH, STATUSES, WORLD } from './answers.ts';
import { connect, type Given } from './vendor.ts';

async function get(answer: Answer, given: Given = {}, more: typeof WORLD = {}) {
  await using vendor = await startVendor({ ...WORLD, [`GET ${ISSUE}`]: answer, ...more });
  const { issues } = await connect(vendor, given);
  return { ...(await issues.get('10012')), baseUrl: vendor.baseUrl };
}

describe('get', () => {
  test('everything', async () => {
    const fields = {
      status: STATUSES.progress,
      priority: { name: 'High' },
      assignee: ADA,
      labels: ['bug', 'docs'],
    };
    const { baseUrl, ...read } = await get({ body: issue(fields) });
    expect(read).toEqual({
      externalId: '10012',
      key: 'PROJ-12',
      url: `${baseUrl}/browse/PROJ-12`,
      title: 'Build the login form',
      description: 'With a *password*.',
      status: { name: 'In Progress', meaning: 'doing' },
      priority: 'high',
      assignee: { externalId: ADA.accountId, name: 'Ada', email: 'ada@acme.example' },
      labels: ['bug', 'docs'],
      updatedAt: new Date('2026-11-24T09:00:00.123Z'),
    });
  });

  test('next to nothing: what is absent, null, or of another type', async () => {
    const fields = {
      summary: null,
      description: null,
      status: { name: 'Open' },
      priority: null,
      assignee: undefined,
      labels: 'none',
      updated: '2026-11-24T09:00:00.000Z',
    };
    expect(await get({ body: issue(fields, { id: 10012 }) })).toMatchObject({
      externalId: '10012',
      title: '',
      description: '',
      status: { name: 'Open', meaning: undefined },
      priority: 'none',
      assignee: undefined,
      labels: [],
    });
  });

  test('a person who hides address and name', async () => {
    const read = await get({ body: issue({ assignee: { accountId: 'a-1' } }) });
    expect(read.assignee).toEqual({ externalId: 'a-1', name: 'a-1' });
  });

  test('a text of the older API', async () => {
    expect((await get({ body: issue({ description: 'Old\r\ntext' }) })).description).toBe('Old\ntext');
  });

  test.each([
    ['Highest', 'urgent'],
    ['High', 'high'],
    ['Medium', 'normal'],
    ['Low', 'low'],
    ['Lowest', 'low'],
  ])('priority %s', async (name, meaning) => {
    expect(await get({ body: issue({ priority: { name } }) })).toMatchObject({ priority: meaning });
  });

  test('a priority of which nothing says the meaning keeps its name', async () => {
    const read = await get({ body: issue({ priority: { name: 'Whenever' } }) });
    expect(read).toMatchObject({ priority: undefined, unmappedPriority: 'Whenever' });
  });

  test.each([
    ['a label', { labels: ['bug', 'Blocked'] }, 'blocked'],
    ['the flag', { labels: ['bug'], [FLAG]: [{ value: 'Impediment' }] }, 'blocked'],
    ['neither: a flag that was taken away', { labels: ['bug'], [FLAG]: null }, 'todo'],
    ['neither: what is done is done', { labels: ['bug', 'blocked'], status: STATUSES.done }, 'done'],
  ])('blocked by %s', async (_what, fields, meaning) => {
    const read = await get({ body: issue(fields) });
    expect(read).toMatchObject({ status: { meaning }, labels: ['bug'] });
  });

  test('what people decided goes first', async () => {
    const read = await get({ body: issue() }, { overrides: { 'to do': 'blocked' } });
    expect(read.status).toEqual({ name: 'To Do', meaning: 'blocked' });
  });

  test('one that was moved, by its id, under its new key', async () => {
    const { baseUrl, ...read } = await get({ body: issue({}, { key: 'OPS-3' }) });
    expect(read).toMatchObject({ key: 'OPS-3', externalId: '10012', url: `${baseUrl}/browse/OPS-3` });
  });

  test('one that is gone', async () => {
    await expect(get(GONE)).rejects.toMatchObject({ code: 'not_found', retryable: false });
  });

  test('a project that the account lost does not make its issues look deleted', async () => {
    const lost = {
      [`GET ${API}/project/PROJ`]: refusal(404, ["No project could be found with key 'PROJ'."]),
    };
    await expect(get(GONE, {}, lost)).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringContaining('no project PROJ'),
    });
  });

  test('nor does trouble with the project', async () => {
    const busy = { [`GET ${API}/project/PROJ`]: refusal(503, []) };
    await expect(get(GONE, {}, busy)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('what is no id is not asked for', async () => {
    await using vendor = await startVendor(WORLD);
    const { issues } = await connect(vendor);
    await expect(issues.get('../myself')).rejects.toMatchObject({ code: 'not_found' });
    expect(vendor.calls()).not.toContain(`GET ${API}/issue/..%2Fmyself`);
  });
});

describe('what a site is like', () => {
  test('is asked once: then an issue costs one request', async () => {
    await using vendor = await startVendor(WORLD);
    const sites = new SiteFactsCache();
    for (let time = 0; time < 2; time += 1) await (await connect(vendor, { sites })).issues.get('10012');
    expect(vendor.calls().toSorted()).toEqual(
      [`GET ${API}/field`, `GET ${ISSUE}`, `GET ${ISSUE}`, `GET ${API}/myself`].toSorted(),
    );
  });

  test('whoever may not list the fields sees no flag', async () => {
    const hidden = { [`GET ${API}/field`]: refusal(403, ['No']) };
    const read = await get({ body: issue({ [FLAG]: [{ value: 'Impediment' }] }) }, {}, hidden);
    expect(read.status.meaning).toBe('todo');
  });

  test('but trouble is told, and asked about again', async () => {
    await using vendor = await startVendor({
      ...WORLD,
      [`GET ${API}/field`]: [refusal(500, []), { body: [] }],
    });
    const { issues } = await connect(vendor);
    await expect(issues.get('10012')).rejects.toMatchObject({ code: 'unavailable' });
    expect((await issues.get('10012')).key).toBe('PROJ-12');
  });
});

describe('search', () => {
  async function search(text: string, more: typeof WORLD = {}) {
    await using vendor = await startVendor({
      ...WORLD,
      [SEARCH]: page([issue({}, { id: '7', key: 'PROJ-7' }), issue()]),
      [`GET ${API}/issue/PROJ-12`]: { body: issue() },
      ...more,
    });
    const { issues } = await connect(vendor);
    const keys = (await issues.search(text, 2)).map(({ key }) => key);
    return {
      keys,
      body: vendor.received.find(({ method }) => method === 'POST')?.body,
      calls: vendor.calls(),
    };
  }

  test('by the beginnings of words', async () => {
    const { keys, body, calls } = await search(' Log  form ');
    expect(keys).toEqual(['PROJ-7', 'PROJ-12']);
    expect(body).toMatchObject({
      jql: 'project = "PROJ" AND summary ~ "log* form*" ORDER BY updated DESC',
      maxResults: 2,
    });
    expect(calls).toHaveLength(3);
  });

  test.each(['PROJ-12', 'proj-12', '#12', ' 12 '])('%s is the issue of that key, first', async (text) => {
    expect((await search(text)).keys).toEqual(['PROJ-12', 'PROJ-7']);
  });

  test('the old key of one that was moved leads to where it is now', async () => {
    const moved = issue({}, { id: '3', key: 'OPS-3' });
    expect((await search('PROJ-12', { [`GET ${API}/issue/PROJ-12`]: { body: moved } })).keys).toEqual([
      'OPS-3',
      'PROJ-7',
    ]);
  });

  test.each(['OPS-12', 'PROJ-1234567890', 'PROJ'])('%s is no key of ours', async (text) => {
    expect((await search(text)).calls).not.toContain(`GET ${API}/issue/${text}`);
  });

  test('a key that there is not', async () => {
    expect((await search('PROJ-12', { [`GET ${API}/issue/PROJ-12`]: GONE })).keys).toEqual([
      'PROJ-7',
      'PROJ-12',
    ]);
  });

  test.each([
    ['" OR project = SECRET OR summary ~ "x', 'or* project* secret* or* summary* x*'],
    ['currentUser() -not +must ~fuzzy^2 a\\b', 'currentuser* not* must* fuzzy* 2* a* b*'],
    ['日本 größe', '日本* größe*'],
  ])('%j is words and nothing else', async (text, words) => {
    expect((await search(text)).body).toMatchObject({
      jql: `project = "PROJ" AND summary ~ "${words}" ORDER BY updated DESC`,
    });
  });

  test.each(['', '  ', '!?'])('without words (%j), what changed last', async (text) => {
    expect((await search(text)).body).toMatchObject({ jql: 'project = "PROJ" ORDER BY updated DESC' });
  });

  test('trouble is told', async () => {
    const busy = { [`GET ${API}/issue/PROJ-12`]: refusal(500, []) };
    await expect(search('PROJ-12', busy)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
