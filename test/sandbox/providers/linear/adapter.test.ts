import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '../../../../src/integrations/contract.ts';
import { adapterFor, type OpenLinear, openLinear } from './harness.ts';

type Adapter = Awaited<ReturnType<typeof adapterFor>>;

const MARKER = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';

describe('the real adapter against the pretend Linear', () => {
  let open: OpenLinear;
  let adapter: Adapter;
  beforeEach(async () => {
    open = await openLinear();
    adapter = await adapterFor(open);
  });
  afterEach(() => open.close());

  const changes = async (cursor?: string) => {
    const issues: Issue[] = [];
    let last = cursor;
    for await (const page of adapter.issues.changedSince(cursor)) {
      issues.push(...page.issues);
      last = page.cursor;
    }
    return { issues, cursor: last };
  };
  const keys = (issues: readonly Issue[]) => issues.map(({ key }) => key);
  const byKey = (key: string) => adapter.issues.get(open.idOf(key));

  it('tests the connection, and lists teams and projects', async () => {
    const report = await adapter.test();
    expect(report.summary).toBe('Connected to Acme as bot@acme.example.');
    expect(Object.fromEntries(report.details.map(({ title, items }) => [title, items.toSorted()]))).toEqual({
      Teams: ['Engineering (ENG)', 'Operations (OPS)'],
      Projects: ['Launch', 'On call', 'Web app'],
    });
  });

  it.each(['ENG', 'eng', 'd2b8f4a6-1c3e-4d5f-a6b7-18c9d0e1f201'])('keeps to the team %s', async (team_id) => {
    const own = await adapterFor(open, { team_id });
    expect((await own.test()).summary).toContain('Engineering (ENG)');
    const found: string[] = [];
    for await (const page of own.issues.changedSince(undefined)) found.push(...keys(page.issues));
    expect(found.map((key) => key.slice(0, 3))).toEqual(Array.from({ length: 7 }, () => 'ENG'));
    expect((await own.issues.create({ title: 'New', marker: MARKER })).key).toBe('ENG-8');
  });

  it('says which team there is not', async () => {
    const other = await adapterFor(open, { team_id: 'MKT' });
    await expect(other.test()).rejects.toMatchObject({
      code: 'not_found',
      advice: expect.stringMatching(/no team MKT.*ENG, OPS/),
    });
  });

  it('reads the seeded issues with every status there is', async () => {
    const { issues } = await changes();
    const read = issues.map(({ key, status, priority, assignee }) => [
      key,
      status.name.toLowerCase(),
      status.meaning,
      priority,
      assignee?.email,
    ]);
    expect(read).toHaveLength(9);
    expect(read).toEqual(
      expect.arrayContaining([
        ['ENG-1', 'done', 'done', 'none', 'ada@acme.example'],
        ['ENG-2', 'in progress', 'doing', 'high', 'dee@acme.example'],
        ['ENG-3', 'todo', 'todo', 'normal', 'mel@acme.example'],
        ['ENG-4', 'blocked', 'blocked', 'urgent', undefined],
        ['ENG-5', 'backlog', 'todo', 'low', undefined],
        ['ENG-6', 'in review', 'doing', 'none', 'dee@acme.example'],
        ['ENG-7', 'canceled', 'blocked', 'none', undefined],
        ['OPS-1', 'blocked', 'blocked', 'high', 'mel@acme.example'],
      ]),
    );
    const times = issues.map(({ updatedAt }) => updatedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('makes an issue, and finds it by its marker, its key and half words of its title', async () => {
    const since = open.clock.now();
    const { assignee } = await byKey('OPS-1');
    const draft = {
      title: 'Remember the password',
      marker: MARKER,
      description: 'A *checkbox*.\n\n- [ ] do it',
      status: 'doing',
      priority: 'urgent',
      assignee: assignee!.externalId,
    } as const;
    const made = await adapter.issues.create(draft);
    expect(made).toMatchObject({
      externalId: MARKER,
      key: 'ENG-8',
      title: draft.title,
      description: draft.description,
      status: { name: 'In Progress', meaning: 'doing' },
      priority: 'urgent',
      assignee: { email: 'mel@acme.example' },
    });
    expect(await adapter.issues.findByMarker(draft, since)).toEqual(made);
    const other = { ...draft, marker: '1a4d4fae-7dec-41d0-a765-00a0c91e6bf6' };
    expect(await adapter.issues.findByMarker(other, since)).toBeUndefined();
    expect(await adapter.issues.get(made.externalId)).toEqual(made);
    for (const text of ['password', 'passw', 'ENG-8', 'eng-8', 'remember the', '8']) {
      expect(keys(await adapter.issues.search(text, 5))[0], text).toBe('ENG-8');
    }
  });

  it('does not make the same issue twice', async () => {
    const draft = { title: 'Once', marker: MARKER };
    await adapter.issues.create(draft);
    await expect(adapter.issues.create(draft)).rejects.toMatchObject({ code: 'invalid_request' });
    expect(keys((await changes()).issues).filter((key) => key === 'ENG-9')).toEqual([]);
  });

  it.each(['todo', 'doing', 'blocked', 'done'] as const)('brings every issue to %s', async (status) => {
    for (const issue of (await changes()).issues) {
      const moved = await adapter.issues.update(issue.externalId, { status });
      expect([moved.key, moved.status.meaning]).toEqual([issue.key, status]);
      expect(moved.labels).toEqual(issue.labels);
      expect(await adapter.issues.get(issue.externalId)).toEqual(moved);
    }
  });

  it('says "blocked" by a state where there is one, else by the label, and never calls an issue off', async () => {
    const stands = (key: string) => {
      const team = key.slice(0, 3);
      const item = open.section(`Issues of ${team}`).find(({ title }) => title.startsWith(`${key} `));
      return { state: item?.state, labelled: item?.detail.includes('Blocked') };
    };
    for (const key of ['ENG-2', 'OPS-2']) await adapter.issues.update(open.idOf(key), { status: 'blocked' });
    expect(stands('ENG-2')).toEqual({ state: 'In Progress', labelled: true });
    expect(stands('OPS-2')).toEqual({ state: 'Blocked', labelled: false });
    await adapter.issues.update(open.idOf('ENG-2'), { status: 'doing' });
    expect(stands('ENG-2')).toEqual({ state: 'In Progress', labelled: false });
  });

  it('changes title, description, labels, priority and assignee, and nothing else', async () => {
    const before = await byKey('ENG-2');
    const after = await adapter.issues.update(before.externalId, {
      title: 'Build the login form at last',
      description: 'Now',
      labels: ['Bug'],
      priority: 'low',
      assignee: null,
    });
    expect(after).toMatchObject({
      title: 'Build the login form at last',
      description: 'Now',
      labels: ['Bug'],
      priority: 'low',
      assignee: undefined,
      status: before.status,
    });
    const stranger = { assignee: '1a4d4fae-7dec-41d0-a765-00a0c91e6bf6' };
    await expect(adapter.issues.update(before.externalId, stranger)).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('tells what changed since', async () => {
    const { cursor } = await changes();
    open.clock.advance(60_000);
    await open.act('rename-issue', open.idOf('ENG-3'), { title: 'Search by words', person: 'dee' });
    await open.act('archive-issue', open.idOf('ENG-5'));
    const { issues } = await changes(cursor);
    expect(keys(issues)).toContain('ENG-3');
    expect(keys(issues)).not.toContain('ENG-5');
    expect(issues.length).toBeLessThan(3);
  });

  it('reads more issues than a page holds, that changed in one millisecond, each once', async () => {
    for (let number = 0; number < 600; number += 1) {
      await open.act('create-issue', undefined, { title: `Issue ${number}`, team: 'ENG', person: 'ada' });
    }
    open.costs.length = 0;
    const found = keys((await changes()).issues);
    expect(new Set(found).size).toBe(609);
    expect(found).toHaveLength(609);
    expect(open.costs.length).toBeLessThan(6);
  });

  it('stays below the points that one operation may cost', async () => {
    await adapter.test();
    await adapter.issues.search('a', 100);
    await adapter.issues.create({ title: 'New', marker: MARKER, status: 'blocked', labels: ['Bug'] });
    await adapter.issues.update(MARKER, { status: 'done', labels: ['Feature'], title: 'Old' });
    await changes();
    const { id } = await adapter.webhooks.register('http://127.0.0.1:9/', 's');
    await adapter.webhooks.remove(id);
    expect(open.costs.length).toBeGreaterThan(8);
    expect(open.costs.filter(({ points }) => !(points > 0 && points <= 10_000))).toEqual([]);
  });

  it.each(['archive-issue', 'delete-issue'])(
    'after %s the issue is gone, until it is restored',
    async (act) => {
      const id = open.idOf('ENG-5');
      await open.act(act, id);
      await expect(adapter.issues.get(id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(adapter.issues.update(id, { title: 'x' })).rejects.toMatchObject({ code: 'not_found' });
      expect(await adapter.issues.search('ENG-5', 5)).toEqual([]);
      await open.act('restore-issue', id);
      expect((await adapter.issues.get(id)).key).toBe('ENG-5');
    },
  );

  it.each<[action: string, code: string, advice: RegExp]>([
    ['revoke-token', 'unauthorized', /refused the API key/],
    ['exhaust-rate-limit', 'rate_limited', /slow down/],
  ])('after %s everything is refused as %s', async (action, code, advice) => {
    const id = open.idOf('ENG-1');
    await open.act(action);
    for (const call of [
      adapter.test(),
      adapter.issues.get(id),
      adapter.webhooks.register('http://x/', 's'),
    ]) {
      await expect(call).rejects.toMatchObject({ code, advice: expect.stringMatching(advice) });
    }
  });

  it('waits as long as the rate limit says', async () => {
    await adapter.test();
    await open.act('exhaust-rate-limit');
    open.clock.advance(10 * 60_000);
    await expect(adapter.test()).rejects.toMatchObject({ code: 'rate_limited', delayMs: 50 * 60_000 });
    open.clock.advance(50 * 60_000);
    await adapter.test();
  });

  it('cannot register a webhook for an account that is no admin, and says so', async () => {
    await open.act('demote-account');
    await expect(adapter.webhooks.register('http://127.0.0.1:9/', 's')).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringContaining('admin'),
    });
  });
});
