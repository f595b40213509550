import { describe, expect, test } from 'vitest';
import { ADA, data, issue, labels, notFound, page, STATES, WORLD } from './answers.ts';
import { connect, type Given, type Reply, startLinear } from './vendor.ts';

async function get(reply: Reply, given: Given = {}, more: Record<string, Reply> = {}) {
  await using linear = await startLinear({ ...WORLD, IssueById: reply, ...more });
  return await (await connect(linear, given)).issues.get('issue-12');
}

describe('get', () => {
  test('everything', async () => {
    const answer = issue({
      assignee: ADA,
      priority: 2,
      state: STATES.progress,
      labels: labels('bug', 'docs'),
    });
    expect(await get(data({ issue: answer }))).toEqual({
      externalId: 'issue-12',
      key: 'ENG-12',
      url: answer.url,
      title: 'Build the login form',
      description: 'With a *password*.',
      status: { name: 'In Progress', meaning: 'doing' },
      priority: 'high',
      assignee: { externalId: 'user-ada', name: 'Ada', email: 'ada@acme.example' },
      labels: ['bug', 'docs'],
      updatedAt: new Date('2026-11-24T09:00:00.123Z'),
    });
  });

  test('next to nothing', async () => {
    const bare = {
      description: null,
      priority: null,
      archivedAt: 7,
      trashed: 'no',
      assignee: { id: 'u', name: 'App', email: null },
    };
    expect(await get(data({ issue: issue(bare) }))).toMatchObject({
      description: '',
      priority: 'none',
      assignee: { externalId: 'u', name: 'App' },
    });
  });

  test.each([
    [0, 'none'],
    [1, 'urgent'],
    [2, 'high'],
    [3, 'normal'],
    [4, 'low'],
  ])('priority %i of the guide', async (priority, meaning) => {
    expect(await get(data({ issue: issue({ priority }) }))).toMatchObject({ priority: meaning });
  });

  test('the label that says blocked is a status, not a label', async () => {
    const read = await get(data({ issue: issue({ labels: labels('bug', 'Blocked') }) }));
    expect(read).toMatchObject({ status: { meaning: 'blocked' }, labels: ['bug'] });
  });

  test('what people decided', async () => {
    const overrides = { Todo: 'blocked' } as const;
    expect((await get(data({ issue: issue() }), { overrides })).status.meaning).toBe('blocked');
  });

  test.each<[what: string, reply: Reply]>([
    ['deleted', notFound('Issue')],
    ['archived', data({ issue: issue({ archivedAt: '2026-11-24T09:00:00.000Z' }) })],
    ['in the trash', data({ issue: issue({ trashed: true }) })],
  ])('%s is gone', async (_what, reply) => {
    await expect(get(reply)).rejects.toMatchObject({ code: 'not_found', retryable: false });
  });

  test('a team that the key lost does not make its issues look deleted', async () => {
    const lost = { Teams: data({ teams: page([]) }) };
    await expect(get(notFound('Issue'), { values: { team_id: 'ENG' } }, lost)).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringContaining('no team ENG'),
    });
  });
});

describe('search', () => {
  async function search(text: string, found: unknown[], given: Given = {}) {
    await using linear = await startLinear({ MatchingIssues: data({ issues: { nodes: found } }) });
    const { issues } = await connect(linear, given);
    const keys = (await issues.search(text, 5)).map(({ key }) => key);
    return { keys, variables: linear.sent()[0]?.variables };
  }

  test('by words of the title, halves included, in any order', async () => {
    const { keys, variables } = await search(' form  log ', [issue()]);
    expect(keys).toEqual(['ENG-12']);
    expect(variables).toMatchObject({
      first: 5,
      filter: {
        or: [
          {
            and: [
              { title: { containsIgnoreCaseAndAccent: 'form' } },
              { title: { containsIgnoreCaseAndAccent: 'log' } },
            ],
          },
        ],
      },
    });
  });

  test.each([
    ['eng-12', { number: { eq: 12 }, team: { key: { eqIgnoreCase: 'eng' } } }],
    ['#12', { number: { eq: 12 } }],
    ['12', { number: { eq: 12 } }],
  ])('%s is the issue of that name, first', async (text, numbered) => {
    const others = [issue({ identifier: 'ENG-112' }), issue(), issue({ identifier: 'ENG-13' })];
    const { keys, variables } = await search(text, others);
    expect(keys).toEqual(['ENG-12', 'ENG-112', 'ENG-13']);
    expect(variables).toMatchObject({ filter: { or: [expect.anything(), numbered] } });
  });

  test('in the configured team', async () => {
    const { variables } = await search('log', [], { values: { team_id: 'ENG' } });
    expect(variables).toMatchObject({ filter: { team: { key: { eqIgnoreCase: 'ENG' } } } });
  });

  test('without words, what changed last; nothing that is gone', async () => {
    const { keys, variables } = await search('  ', [issue({ trashed: true }), issue()]);
    expect(keys).toEqual(['ENG-12']);
    expect(variables).toMatchObject({ filter: {} });
  });
});
