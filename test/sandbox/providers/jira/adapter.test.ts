import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Adapter, adapterFor, changesOf, keysOf, type OpenJira, openJira } from './harness.ts';

const MARKER = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const MINUTE = 60_000;

describe('the real adapter against the pretend Jira', () => {
  let open: OpenJira;
  let adapter: Adapter;
  beforeEach(async () => {
    open = await openJira();
    adapter = await adapterFor(open);
  });
  afterEach(() => open.close());

  const byKey = (key: string) => adapter.issues.get(open.idOf(key));
  const stateOf = (key: string) =>
    ['Issues of WEB', 'Issues of OPS']
      .flatMap((title) => open.section(title))
      .find(({ title }) => title.startsWith(`${key} `))?.state;

  it('tests the connection: names account and project, and what its statuses mean', async () => {
    const report = await adapter.test();
    const { host } = new URL(open.base);
    expect(report).toEqual({
      summary: `Connected to Web app (WEB) at ${host} as Acme Bot.`,
      details: [
        { title: 'Account', items: ['Acme Bot, bot@acme.example'] },
        {
          title: 'Statuses',
          items: ['To Do: todo', 'In Progress: doing', 'In Review: doing', 'Blocked: blocked', 'Done: done'],
        },
      ],
    });
  });

  it('says which project there is not', async () => {
    const other = await adapterFor(open, { project_key: 'MKT' });
    await expect(other.test()).rejects.toMatchObject({
      code: 'not_found',
      advice: expect.stringMatching(/no project MKT/),
    });
  });

  it('reads the seeded issues of the project with every status there is', async () => {
    const { issues } = await changesOf(adapter);
    expect(
      issues.map(({ key, status, priority, assignee }) => [
        key,
        status.name,
        status.meaning,
        priority,
        assignee?.email,
      ]),
    ).toEqual([
      ['WEB-1', 'Done', 'done', 'normal', 'ada@acme.example'],
      ['WEB-2', 'In Progress', 'doing', 'high', 'dee@acme.example'],
      ['WEB-3', 'To Do', 'todo', 'normal', 'mel@acme.example'],
      ['WEB-4', 'In Progress', 'blocked', 'urgent', undefined],
      ['WEB-5', 'To Do', 'todo', 'low', undefined],
      ['WEB-6', 'In Review', 'doing', 'normal', 'dee@acme.example'],
      ['WEB-7', 'Blocked', 'blocked', 'low', undefined],
    ]);
    expect(issues[5]).toMatchObject({ description: 'By e-mail.', url: `${open.base}/browse/WEB-6` });
    expect(issues[3]?.labels).toEqual([]);
    expect(issues[1]?.updatedAt).toEqual(new Date(open.clock.now().getTime() - 8 * 24 * 60 * MINUTE));
  });

  it('makes an issue, and finds it by its marker, its key and half words of its title', async () => {
    const since = open.clock.now();
    const { assignee } = await byKey('WEB-3');
    const draft = {
      title: 'Remember the password',
      marker: MARKER,
      description: 'A *checkbox*.\n\n- [ ] do it',
      status: 'doing',
      priority: 'urgent',
      labels: ['login'],
      assignee: assignee!.externalId,
    } as const;
    const made = await adapter.issues.create({ ...draft, labels: [...draft.labels] });
    expect(made).toMatchObject({
      key: 'WEB-8',
      title: draft.title,
      description: draft.description,
      status: { name: 'In Progress', meaning: 'doing' },
      priority: 'urgent',
      labels: ['login'],
      assignee: { email: 'mel@acme.example' },
    });
    expect(await adapter.issues.findByMarker({ ...draft, labels: [] }, since)).toEqual(made);
    const other = { ...draft, labels: [], marker: '1a4d4fae-7dec-41d0-a765-00a0c91e6bf6' };
    expect(await adapter.issues.findByMarker(other, since)).toBeUndefined();
    for (const text of ['password', 'passw', 'WEB-8', 'web-8', 'remember the', '#8', '8']) {
      expect(keysOf(await adapter.issues.search(text, 5))[0], text).toBe('WEB-8');
    }
    expect(keysOf(await adapter.issues.search('certificate', 5))).toEqual([]);
    expect(keysOf(await adapter.issues.search('" OR project = "OPS', 5))).toEqual([]);
  });

  it('finds an issue by its marker though the search index does not show it yet', async () => {
    await open.act('stop-index');
    open.clock.advance(MINUTE);
    const draft = { title: 'Once', marker: MARKER };
    const made = await adapter.issues.create(draft);
    expect(keysOf(await adapter.issues.search('once', 5))).toEqual([]);
    expect(await adapter.issues.findByMarker(draft, open.clock.now())).toEqual(made);
    await open.act('catch-up-index');
    expect(keysOf(await adapter.issues.search('once', 5))).toEqual(['WEB-8']);
  });

  it.each(['todo', 'doing', 'blocked', 'done'] as const)('brings every issue to %s', async (status) => {
    for (const issue of (await changesOf(adapter)).issues) {
      const moved = await adapter.issues.update(issue.externalId, { status });
      expect([moved.key, moved.status.meaning]).toEqual([issue.key, status]);
      expect(moved.labels).toEqual(issue.labels);
      expect(await adapter.issues.get(issue.externalId)).toEqual(moved);
    }
  });

  it('reads label and flag as blocked, and takes them away when work goes on', async () => {
    await open.act('flag-issue', open.idOf('WEB-2'));
    for (const key of ['WEB-2', 'WEB-4']) {
      expect((await byKey(key)).status.meaning).toBe('blocked');
      expect((await adapter.issues.update(open.idOf(key), { status: 'doing' })).status).toEqual({
        name: 'In Progress',
        meaning: 'doing',
      });
    }
    const details = open.section('Issues of WEB').map(({ detail }) => detail);
    expect(details.filter((detail) => /flagged|blocked/.test(detail))).toEqual([]);
  });

  it('takes one step at a time where the workflow allows no more, and says what it asks for', async () => {
    const ops = await adapterFor(open, { project_key: 'OPS' });
    const id = open.idOf('OPS-2');
    await expect(ops.issues.update(id, { status: 'done' })).rejects.toMatchObject({
      code: 'no_transition',
      advice: expect.stringMatching(/OPS-2 from "To Do".*"done"\. From there it can go to "In Progress"/),
    });
    await ops.issues.update(id, { status: 'doing' });
    await expect(ops.issues.update(id, { status: 'done' })).rejects.toMatchObject({
      code: 'invalid_request',
      advice: expect.stringMatching(/asks for Root cause when OPS-2 goes to "Done"/),
    });
    await open.act('move-issue', id, { status: 'Done' });
    await ops.issues.update(id, { status: 'doing' });
    expect((await ops.issues.update(id, { status: 'done' })).status.meaning).toBe('done');
    expect(stateOf('OPS-2')).toBe('Done');
  });

  it('goes by what people decided a status means', async () => {
    const own = await adapterFor(open, {}, { 'In Review': 'done' });
    expect((await own.issues.get(open.idOf('WEB-6'))).status.meaning).toBe('done');
  });

  it('changes title, description, labels, priority and assignee, and nothing else', async () => {
    const before = await byKey('WEB-2');
    const after = await adapter.issues.update(before.externalId, {
      title: 'Build the login form\nat last',
      description: '# Now\n\nwith `code` and [a link](https://acme.example)',
      labels: ['bug'],
      priority: 'low',
      assignee: null,
    });
    expect(after).toMatchObject({
      title: 'Build the login form at last',
      description: '# Now\n\nwith `code` and [a link](https://acme.example)',
      labels: ['bug'],
      priority: 'low',
      assignee: undefined,
      status: before.status,
    });
    expect((await adapter.issues.update(before.externalId, { priority: 'none' })).priority).toBe('none');
    await expect(adapter.issues.update(before.externalId, { assignee: 'nobody' })).rejects.toMatchObject({
      code: 'invalid_request',
      advice: expect.stringContaining("assignee: User 'nobody' cannot be assigned issues."),
    });
  });

  it('tells what changed since, in the zone in which Jira reads times', async () => {
    const { cursor } = await changesOf(adapter);
    open.clock.advance(60 * MINUTE);
    await open.act('rename-issue', open.idOf('WEB-3'), { title: 'Search by words', person: 'dee' });
    await open.act('comment-issue', open.idOf('WEB-5'), { body: 'Still there' });
    await open.act('rename-issue', open.idOf('OPS-1'), { title: 'Of another project' });
    const { issues, cursor: next } = await changesOf(adapter, cursor);
    expect(keysOf(issues).toSorted()).toEqual(['WEB-3', 'WEB-5']);
    expect((await changesOf(adapter, next)).issues).toEqual([]);
  });

  it('reads more issues than a page holds, that changed in one millisecond, each once', async () => {
    for (let number = 0; number < 350; number += 1) {
      await open.act('create-issue', undefined, { title: `Issue ${number}`, project: 'WEB' });
    }
    open.exchanges.length = 0;
    const found = keysOf((await changesOf(adapter)).issues);
    expect(found).toHaveLength(357);
    expect(new Set(found).size).toBe(357);
    expect(open.exchanges.length).toBeLessThan(8);
  });

  it('follows an issue to another project by its id, and finds it by its former key', async () => {
    const id = open.idOf('WEB-5');
    await open.act('transfer-issue', id);
    expect(await adapter.issues.get(id)).toMatchObject({ key: 'OPS-3', title: 'The footer has a typo' });
    expect(keysOf(await adapter.issues.search('WEB-5', 1))).toEqual(['OPS-3']);
    expect((await adapter.issues.update(id, { status: 'doing' })).key).toBe('OPS-3');
  });

  it('after a deletion the issue is gone', async () => {
    const id = open.idOf('WEB-5');
    await open.act('delete-issue', id);
    await expect(adapter.issues.get(id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(adapter.issues.update(id, { title: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await adapter.issues.search('WEB-5', 5)).toEqual([]);
  });
});
