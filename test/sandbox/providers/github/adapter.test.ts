import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '../../../../src/integrations/contract.ts';
import { adapterFor, type OpenGitHub, openGitHub } from './harness.ts';

type Adapter = Awaited<ReturnType<typeof adapterFor>>;

describe('the real adapter against the pretend GitHub', () => {
  let open: OpenGitHub;
  let adapter: Adapter;
  beforeEach(async () => {
    open = await openGitHub();
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
  const byKey = async (key: string) => {
    const issue = (await changes()).issues.find((candidate) => candidate.key === key);
    if (!issue) throw new Error(`no issue ${key}`);
    return issue;
  };

  it('tests the connection', async () => {
    expect(await adapter.test()).toEqual({
      summary: 'Connected to acme/web-app (default branch main) as acme-bot.',
      details: [
        { title: 'Repository', items: ['Default branch: main', 'Private'] },
        {
          title: 'Rate limit',
          items: [expect.stringMatching(/^4,99\d of 5,000 requests left until 11:00 UTC$/)],
        },
      ],
    });
  });

  it('reads the seeded issues with every status there is', async () => {
    const { issues } = await changes();
    const read = issues.map(({ key, status, priority, assignee }) => [
      key,
      status.name,
      status.meaning,
      priority,
      assignee?.name,
    ]);
    expect(read).toHaveLength(6);
    expect(read).toEqual(
      expect.arrayContaining([
        ['#1', 'Closed', 'done', 'none', 'ada'],
        ['#2', 'status: in progress', 'doing', 'none', 'dee'],
        ['#3', 'Open', 'todo', 'high', 'mel'],
        ['#4', 'status: blocked', 'blocked', 'normal', undefined],
        ['#5', 'Open', 'todo', 'low', undefined],
        ['#6', 'Closed as not planned', 'blocked', 'none', undefined],
      ]),
    );
    const times = issues.map(({ updatedAt }) => updatedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('makes an issue, finds it by its marker before the search index does, and by its title after', async () => {
    const since = open.clock.now();
    const draft = {
      title: 'Remember the password',
      marker: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      description: 'A *checkbox*.\n\n- [ ] do it',
      status: 'doing',
      priority: 'urgent',
      labels: ['enhancement', 'a new label'],
      assignee: 'mel',
    } as const;
    const made = await adapter.issues.create({ ...draft, labels: [...draft.labels] });
    expect(made).toMatchObject({
      key: '#8',
      title: draft.title,
      description: draft.description,
      status: { meaning: 'doing' },
      priority: 'urgent',
      labels: draft.labels,
      assignee: { externalId: 'mel' },
    });
    expect(await adapter.issues.findByMarker({ ...draft, labels: [] }, since)).toEqual(made);
    expect(
      await adapter.issues.findByMarker({ ...draft, marker: 'another', labels: [] }, since),
    ).toBeUndefined();
    expect(await adapter.issues.get(made.externalId)).toEqual(made);

    open.clock.advance(5_000);
    for (const text of ['password', 'passw', '#8', 'remember the']) {
      expect(
        (await adapter.issues.search(text, 5)).map(({ key }) => key),
        text,
      ).toEqual(['#8']);
    }
  });

  it.each(['todo', 'doing', 'blocked', 'done'] as const)(
    'brings every issue to %s and back',
    async (status) => {
      for (const issue of (await changes()).issues) {
        const moved = await adapter.issues.update(issue.externalId, { status });
        expect([moved.key, moved.status.meaning]).toEqual([issue.key, status]);
        expect(moved.labels).toEqual(issue.labels);
        const back = await adapter.issues.update(issue.externalId, { status: issue.status.meaning! });
        expect([back.key, back.status.meaning]).toEqual([issue.key, issue.status.meaning]);
      }
    },
  );

  it('changes title, description, labels, priority and assignee, and nothing else', async () => {
    const before = await byKey('#2');
    const after = await adapter.issues.update(before.externalId, {
      title: 'Build the login form at last',
      description: 'Now',
      labels: ['bug'],
      priority: 'low',
      assignee: null,
    });
    expect(after).toMatchObject({
      title: 'Build the login form at last',
      description: 'Now',
      labels: ['bug'],
      priority: 'low',
      assignee: undefined,
      status: before.status,
    });
    await expect(adapter.issues.update(before.externalId, { assignee: 'stranger' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('tells what changed since, and that twice rather than never', async () => {
    const { cursor } = await changes();
    open.clock.advance(60_000);
    await open.act('rename-issue', '3', { title: 'Search by words', person: 'dee' });
    const { issues, cursor: next } = await changes(cursor);
    expect(issues.map(({ key }) => key)).toContain('#3');
    expect(issues.length).toBeLessThan(4);
    open.clock.advance(60_000);
    expect((await changes(next)).issues.map(({ key }) => key)).toEqual(['#3']);
  });

  it('reads hundreds of issues that changed within one second, each once', async () => {
    for (let number = 0; number < 230; number += 1) {
      await open.act('open-issue', undefined, { title: `Issue ${number}`, person: 'ada' });
    }
    const keys = (await changes()).issues.map(({ key }) => key);
    expect(new Set(keys).size).toBe(236);
  });

  it.each([
    ['delete-issue', 'deleted'],
    ['transfer-issue', 'transferred'],
  ])('after %s the issue is gone', async (action) => {
    const { externalId } = await byKey('#5');
    await open.act(action, '5', { person: 'ada' });
    await expect(adapter.issues.get(externalId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(adapter.issues.update(externalId, { title: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('finds branches by what they begin with and by what they hold', async () => {
    const names = async (text: string, limit = 10) =>
      (await adapter.repository.branches(text, limit)).map(({ name }) => name);
    expect(await names('')).toEqual([
      'develop',
      'feature/broken',
      'feature/login',
      'feature/search',
      'fix/typo',
      'main',
    ]);
    expect(await names('feature/')).toEqual(['feature/broken', 'feature/login', 'feature/search']);
    expect(await names('LOGIN')).toEqual(['feature/login']);
    expect(await names('nothing')).toEqual([]);
    expect(await names('', 2)).toHaveLength(2);
  });

  it('tells a commit and its pull request how a preview stands', async () => {
    const [{ commitSha } = { commitSha: '' }] = await adapter.repository.branches('feature/login', 1);
    const status = { commitSha, context: 'BuildRunner / vercel', description: 'Building' } as const;
    await adapter.repository.setCommitStatus({ ...status, state: 'pending' });
    await adapter.repository.setCommitStatus({
      ...status,
      state: 'success',
      url: 'https://login.acme.example/',
    });
    expect(open.section('Branches').find(({ id }) => id === 'feature/login')?.state).toBe(
      'BuildRunner / vercel: success',
    );

    const preview = { commitSha, environment: 'preview/vercel/feature/login' } as const;
    const url = 'https://login.acme.example/';
    await adapter.repository.setDeployment({ ...preview, state: 'in_progress' });
    for (let i = 0; i < 2; i += 1)
      await adapter.repository.setDeployment({ ...preview, state: 'success', url });
    expect(open.section('Deployments')).toEqual([
      expect.objectContaining({ title: preview.environment, state: 'success', url }),
    ]);
    const sent = open.exchanges.filter(({ method, path }) => method === 'POST' && path.endsWith('/statuses'));
    expect(sent).toHaveLength(2);

    const pull = await adapter.repository.openPullRequest('feature/login');
    expect(pull).toMatchObject({ number: 7, title: 'Add the login form' });
    for (const body of ['Building', 'Ready', 'Ready']) {
      await adapter.repository.setPullRequestComment({ number: 7, marker: 'preview:1:vercel', body });
    }
    expect(open.section('Pull requests')[0]?.detail).toContain('1 comment, the last by acme-bot: Ready');
    expect(await adapter.repository.openPullRequest('fix/typo')).toBeUndefined();
  });

  describe('refusals', () => {
    it('a revoked token', async () => {
      await open.act('revoke-token');
      await expect(adapter.test()).rejects.toMatchObject({ code: 'unauthorized' });
      await open.act('restore-token');
      await adapter.test();
    });

    it('a repository it does not see', async () => {
      const other = await adapterFor(open, { repository: 'acme/docs' });
      await expect(other.test()).rejects.toMatchObject({ code: 'not_found' });
      const { externalId } = await byKey('#2');
      await expect(other.issues.get(externalId)).rejects.toMatchObject({ code: 'forbidden' });
    });

    it('a permission that is withheld, by its name', async () => {
      await open.act('withhold-permission', undefined, { permission: 'issues' });
      await expect(adapter.issues.create({ title: 'x', marker: 'm' })).rejects.toMatchObject({
        code: 'forbidden',
        advice: expect.stringContaining('It needs issues: write.'),
      });
      await open.act('give-permissions');
      await adapter.issues.create({ title: 'x', marker: 'm' });
    });

    it.each([
      ['exhaust-rate-limit', 3_600_000],
      ['secondary-rate-limit', 60_000],
    ])('%s, with the time to wait', async (action, delayMs) => {
      await open.act(action);
      await expect(adapter.repository.branches('', 5)).rejects.toMatchObject({
        code: 'rate_limited',
        delayMs,
      });
      open.clock.advance(delayMs);
      await adapter.repository.branches('', 5);
    });
  });
});
