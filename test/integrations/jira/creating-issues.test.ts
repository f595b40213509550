import { describe, expect, test } from 'vitest';
import type { IssueDraft } from '../../../src/integrations/contract.ts';
import { toAdf } from '../../../src/integrations/jira/adf/to-adf.ts';
import { startVendor } from '../recording-vendor.ts';
import { ADA, API, GONE, ISSUE, issue, MARKER, page, refusal, SEARCH, WORLD } from './answers.ts';
import { connect } from './vendor.ts';

describe('create', () => {
  async function create(changes: Partial<IssueDraft>, more: typeof WORLD = {}) {
    await using vendor = await startVendor({ ...WORLD, ...more });
    const { issues } = await connect(vendor);
    const created = await issues.create({ title: 'Log in', marker: MARKER, ...changes });
    const body = vendor.received.find(({ path }) => path === `${API}/issue`)?.body;
    return { created, body, calls: vendor.calls() };
  }

  test('as a task of the project, with the marker where no edit loses it', async () => {
    const { created, body } = await create({});
    expect(created).toMatchObject({ externalId: '10012', key: 'PROJ-12' });
    expect(body).toEqual({
      fields: { project: { key: 'PROJ' }, issuetype: { id: '10002' }, summary: 'Log in' },
      properties: [{ key: 'buildrunner', value: { marker: MARKER } }],
    });
  });

  test('with everything', async () => {
    const draft = { description: 'D', priority: 'low', assignee: ADA.accountId, labels: ['bug'] } as const;
    const { body } = await create({ ...draft, labels: ['bug'] });
    expect(body).toMatchObject({
      fields: {
        description: toAdf('D'),
        priority: { name: 'Low' },
        assignee: { accountId: ADA.accountId },
        labels: ['bug'],
      },
    });
  });

  test('and moves it on from where its workflow begins', async () => {
    const { calls } = await create({ status: 'doing' });
    expect(calls.slice(-3)).toEqual([
      `GET ${ISSUE}/transitions`,
      `POST ${ISSUE}/transitions`,
      `GET ${ISSUE}`,
    ]);
  });

  test('where the workflow has no way it stays there, and says so', async () => {
    const { created } = await create({ status: 'blocked' });
    expect(created.status).toEqual({ name: 'To Do', meaning: 'todo' });
  });

  test('trouble on the way is told: the next try finds it by its marker and goes on', async () => {
    const busy = { [`POST ${ISSUE}/transitions`]: refusal(503, []) };
    await expect(create({ status: 'doing' }, busy)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a project without tasks: its first kind of issue that stands for itself', async () => {
    const project = {
      key: 'PROJ',
      issueTypes: [
        { id: 1, name: 'Epic', hierarchyLevel: 1 },
        { id: '2', name: 'Bug' },
      ],
    };
    const { body } = await create({}, { [`GET ${API}/project/PROJ`]: { body: project } });
    expect(body).toMatchObject({ fields: { issuetype: { id: '2' } } });
  });

  test('a project without any', async () => {
    const project = { key: 'PROJ', issueTypes: [{ id: '1', name: 'Sub-task', subtask: true }] };
    await expect(create({}, { [`GET ${API}/project/PROJ`]: { body: project } })).rejects.toMatchObject({
      code: 'invalid_request',
      advice: expect.stringContaining('Add "Task"'),
    });
  });

  test('a field that the project demands', async () => {
    const refused = refusal(400, [], { customfield_1: 'Team is required.' });
    await expect(create({}, { [`POST ${API}/issue`]: refused })).rejects.toMatchObject({
      code: 'invalid_request',
      advice: expect.stringContaining('customfield_1: Team is required.'),
    });
  });
});

describe('find by marker', () => {
  const SINCE = new Date('2026-11-24T09:00:00Z');
  const marked = (marker: string) => ({ properties: { buildrunner: { marker } } });
  const at = (key: string, created: string, more = {}) =>
    issue({ created }, { key, id: key.slice(5), ...more });

  async function find(more: typeof WORLD, draft: Partial<IssueDraft> = {}) {
    await using vendor = await startVendor({ ...WORLD, ...more });
    const { issues } = await connect(vendor);
    const found = await issues.findByMarker({ title: 'x', marker: MARKER, ...draft }, SINCE);
    return {
      key: found?.key,
      calls: vendor.calls(),
      searches: vendor.received.filter(({ method }) => method === 'POST'),
    };
  }

  test('among those made since, newest first', async () => {
    const { key, searches } = await find({
      [SEARCH]: page([
        at('PROJ-14', '2026-11-24T10:10:00.000+0100', marked('other')),
        at('PROJ-13', '2026-11-24T10:05:00.000+0100', marked(MARKER)),
      ]),
    });
    expect(key).toBe('PROJ-13');
    expect(searches[0]?.body).toMatchObject({
      jql: 'project = "PROJ" ORDER BY created DESC',
      properties: ['buildrunner'],
    });
  });

  test('page by page, until they are older than the first try', async () => {
    const { key, searches } = await find({
      [SEARCH]: [
        page([at('PROJ-14', '2026-11-24T10:10:00.000+0100')], 't1'),
        page([at('PROJ-13', '2026-11-24T09:50:00.000+0100')], 't2'),
        page([at('PROJ-12', '2026-11-24T09:40:00.000+0100', marked(MARKER))]),
      ],
      [`GET ${API}/issue/PROJ-15`]: GONE,
    });
    expect(key).toBeUndefined();
    expect(searches).toHaveLength(2);
  });

  test('though the index does not show it yet: the numbers count up', async () => {
    const { key, calls } = await find({
      [SEARCH]: page([
        at('PROJ-9', '2026-11-24T09:10:00.000+0100'),
        // Moved here from elsewhere: older than its number.
        at('PROJ-14', '2026-11-01T09:10:00.000+0100'),
      ]),
      [`GET ${API}/issue/PROJ-15`]: { body: at('PROJ-15', 'x', marked('other')) },
      [`GET ${API}/issue/PROJ-16`]: { body: at('PROJ-16', 'x', marked(MARKER)) },
    });
    expect(key).toBe('PROJ-16');
    expect(calls).toContain(`GET ${API}/issue/PROJ-15`);
  });

  test('in a project that seems empty', async () => {
    const { key } = await find({ [`GET ${API}/issue/PROJ-1`]: { body: at('PROJ-1', 'x', marked(MARKER)) } });
    expect(key).toBe('PROJ-1');
  });

  test('and brings it to the status that it was to have', async () => {
    const { calls } = await find(
      {
        [SEARCH]: page([issue({ created: '2026-11-24T10:05:00.000+0100' }, marked(MARKER))]),
      },
      { status: 'doing' },
    );
    expect(calls).toContain(`POST ${ISSUE}/transitions`);
  });

  test.each([
    ['no property', {}],
    ["another app's", { properties: { buildrunner: 'x' } }],
    ['another marker', marked('0b2f7c1e-0000-4c0e-9a39-5d3b7f0e6a11')],
  ])('or not at all: %s', async (_what, more) => {
    const { key } = await find({
      [SEARCH]: page([at('PROJ-14', '2026-11-24T10:10:00.000+0100', more)]),
      [`GET ${API}/issue/PROJ-15`]: GONE,
    });
    expect(key).toBeUndefined();
  });

  test('but trouble is not absence', async () => {
    await expect(find({ [SEARCH]: refusal(500, []) })).rejects.toMatchObject({ code: 'unavailable' });
    await expect(find({ [`GET ${API}/issue/PROJ-1`]: refusal(500, []) })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});
