import { describe, expect, test } from 'vitest';
import type { IssueChanges, IssueDraft } from '../../../src/integrations/contract.ts';
import {
  ADA,
  data,
  issue,
  label,
  labels,
  MARKER,
  notFound,
  OPS,
  page,
  refusal,
  STATES,
  TEAM,
  USUAL,
  WORLD,
} from './answers.ts';
import { connect, type Given, type Reply, startLinear } from './vendor.ts';

const KNOWN = ['bug', 'docs', 'Blocked'];

function newLabel({ input }: Record<string, unknown>): Reply {
  const { name } = input as { name: string };
  return data({ issueLabelCreate: { success: true, issueLabel: label(name) } });
}

function knownLabels({ filter }: Record<string, unknown>): Reply {
  const wanted = JSON.stringify(filter).toLowerCase();
  const found = KNOWN.filter((name) => wanted.includes(`"${name.toLowerCase()}"`));
  return data({ issueLabels: { nodes: found.map((name) => ({ ...label(name), retiredAt: null })) } });
}

/** A Linear that has these labels, and answers every change with `after`. */
async function world(before: Record<string, unknown>, more: Record<string, Reply> = {}) {
  return startLinear({
    ...WORLD,
    IssueById: data({ issue: issue(before) }),
    UpdateIssue: data({ issueUpdate: { success: true, issue: issue({ ...before, title: 'after' }) } }),
    CreateIssue: data({ issueCreate: { success: true, issue: issue({ id: MARKER }) } }),
    CreateLabel: newLabel,
    Labels: knownLabels,
    ...more,
  });
}

async function update(
  before: Record<string, unknown>,
  changes: IssueChanges,
  more: Record<string, Reply> = {},
) {
  await using linear = await world(before, more);
  const { issues } = await connect(linear);
  const updated = await issues.update('issue-12', changes);
  const sent = linear.sent().find(({ operation }) => operation === 'UpdateIssue');
  return { updated, input: sent?.variables.input, operations: linear.operations(), linear };
}

describe('update sends only what changes', () => {
  test.each<[what: string, before: Record<string, unknown>, changes: IssueChanges, input: unknown]>([
    [
      'nothing',
      {},
      { title: 'Build the login form', status: 'todo', priority: 'none', labels: [], assignee: null },
      undefined,
    ],
    ['a title', {}, { title: 'Log in' }, { title: 'Log in' }],
    ['a description', {}, { description: '' }, { description: '' }],
    ['no description where there is none', { description: null }, { description: '' }, undefined],
    ['doing', {}, { status: 'doing' }, { stateId: 'state-in-progress' }],
    [
      'done',
      { labels: labels('Blocked') },
      { status: 'done' },
      { stateId: 'state-done', removedLabelIds: ['label-blocked'] },
    ],
    ['doing, already in review', { state: STATES.review }, { status: 'doing' }, undefined],
    [
      'doing, where only the label says blocked',
      { state: STATES.review, labels: labels('Blocked') },
      { status: 'doing' },
      { removedLabelIds: ['label-blocked'] },
    ],
    [
      'blocked, by the label',
      { labels: labels('bug') },
      { status: 'blocked' },
      { addedLabelIds: ['label-blocked'] },
    ],
    ['blocked, which it reads as already', { state: STATES.canceled }, { status: 'blocked' }, undefined],
    ['a priority', { priority: 4 }, { priority: 'urgent' }, { priority: 1 }],
    ['no priority', { priority: 4 }, { priority: 'none' }, { priority: 0 }],
    [
      'labels',
      { labels: labels('bug', 'old') },
      { labels: ['BUG', 'docs'] },
      { addedLabelIds: ['label-docs'], removedLabelIds: ['label-old'] },
    ],
    [
      'labels, never the one that says blocked',
      { labels: labels('Blocked') },
      { labels: ['blocked'] },
      undefined,
    ],
    ['a label that is new', {}, { labels: ['fresh'] }, { addedLabelIds: ['label-fresh'] }],
    ['an assignee', {}, { assignee: 'user-ada' }, { assigneeId: 'user-ada' }],
    ['the same assignee', { assignee: ADA }, { assignee: 'user-ada' }, undefined],
    ['nobody', { assignee: ADA }, { assignee: null }, { assigneeId: null }],
    [
      'all at once',
      { labels: labels('bug') },
      {
        title: 'T',
        description: 'D',
        status: 'blocked',
        priority: 'high',
        assignee: 'user-ada',
        labels: ['docs'],
      },
      {
        title: 'T',
        description: 'D',
        priority: 2,
        assigneeId: 'user-ada',
        addedLabelIds: ['label-docs', 'label-blocked'],
        removedLabelIds: ['label-bug'],
      },
    ],
  ])('%s', async (_what, before, changes, input) => {
    const result = await update(before, changes);
    expect(result.input).toEqual(input);
    expect(result.updated.title).toBe(input ? 'after' : 'Build the login form');
  });

  test.each([
    ['urgent', 1],
    ['high', 2],
    ['normal', 3],
    ['low', 4],
  ] as const)('priority %s is %i', async (priority, number) => {
    expect((await update({}, { priority })).input).toEqual({ priority: number });
  });

  test('what stays as it is costs one request', async () => {
    expect((await update({}, { status: 'todo', labels: [] })).operations).toEqual(['IssueById']);
  });

  test('a new label is made for the team; one that the team has under other letters is not', async () => {
    await using linear = await world({});
    const { issues } = await connect(linear);
    await issues.update('issue-12', { labels: ['fresh', 'Docs', 'docs'] });
    const made = linear.sent().filter(({ operation }) => operation === 'CreateLabel');
    expect(made.map(({ variables }) => variables)).toEqual([{ input: { name: 'fresh', teamId: TEAM.id } }]);
  });
});

test('no way to blocked: the states there are, and nothing is changed', async () => {
  await using linear = await world({}, { Labels: data({ issueLabels: { nodes: [] } }) });
  const { issues } = await connect(linear);
  await expect(issues.update('issue-12', { title: 'T', status: 'blocked' })).rejects.toMatchObject({
    code: 'no_transition',
    advice: expect.stringContaining('Canceled (blocked)'),
  });
  expect(linear.operations()).toEqual(['IssueById', 'TeamStates', 'Labels']);
});

test('a state called Blocked goes before the label', async () => {
  const states = data({ team: { states: { nodes: [...USUAL, STATES.blocked] } } });
  const { input, operations } = await update({}, { status: 'blocked' }, { TeamStates: states });
  expect(input).toEqual({ stateId: 'state-blocked' });
  expect(operations).not.toContain('Labels');
});

test('a retired label is not given any more', async () => {
  const retired = data({
    issueLabels: { nodes: [{ ...label('Blocked'), retiredAt: '2026-01-01T00:00:00.000Z' }] },
  });
  await expect(update({}, { status: 'blocked' }, { Labels: retired })).rejects.toMatchObject({
    code: 'no_transition',
  });
});

test.each([{ archivedAt: '2026-11-24T09:00:00.000Z' }, { trashed: true }])(
  'what is gone is not changed: %j',
  async (gone) => {
    await expect(update(gone, { title: 'T' })).rejects.toMatchObject({ code: 'not_found' });
  },
);

describe('create', () => {
  async function create(changes: Partial<IssueDraft>, given: Given = {}, more: Record<string, Reply> = {}) {
    await using linear = await world({}, more);
    const { issues } = await connect(linear, given);
    const created = await issues.create({ title: 'Log in', marker: MARKER, ...changes });
    const sent = linear.sent();
    return { created, sent, input: sent.at(-1)?.variables.input };
  }

  test('under the id that is the marker, in the first team by name', async () => {
    const { created, input } = await create({});
    expect(created.externalId).toBe(MARKER);
    expect(input).toEqual({ id: MARKER, teamId: TEAM.id, title: 'Log in' });
  });

  test('in the configured team, asked for by key or id', async () => {
    const only = { Teams: data({ teams: page([OPS]) }) };
    for (const [team_id, filter] of [
      ['ops', { key: { eqIgnoreCase: 'ops' } }],
      [OPS.id, { id: { eq: OPS.id } }],
    ] as const) {
      const { sent, input } = await create({}, { values: { team_id } }, only);
      expect(sent[0]).toMatchObject({ operation: 'Teams', variables: { filter } });
      expect(input).toMatchObject({ teamId: OPS.id });
    }
  });

  test('with everything', async () => {
    const { input } = await create({
      description: 'D',
      status: 'doing',
      priority: 'low',
      assignee: 'user-ada',
      labels: ['bug'],
    });
    expect(input).toEqual({
      id: MARKER,
      teamId: TEAM.id,
      title: 'Log in',
      description: 'D',
      priority: 4,
      assigneeId: 'user-ada',
      stateId: 'state-in-progress',
      labelIds: ['label-bug'],
    });
  });

  test('blocked, by the label', async () => {
    expect((await create({ status: 'blocked' })).input).toMatchObject({ labelIds: ['label-blocked'] });
  });

  test('a team that is not there is nothing that an issue could be missing for', async () => {
    const none = { Teams: data({ teams: page([]) }) };
    await expect(create({}, { values: { team_id: 'NOPE' } }, none)).rejects.toMatchObject({
      code: 'forbidden',
      advice: expect.stringContaining('no team NOPE'),
    });
    await expect(create({}, {}, none)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('find by marker', () => {
  const find = async (reply: Reply) => {
    await using linear = await startLinear({ ...WORLD, IssueById: reply });
    const { issues } = await connect(linear);
    const found = await issues.findByMarker({ title: 'Log in', marker: MARKER }, new Date(0));
    expect(linear.sent()).toMatchObject([{ operation: 'IssueById', variables: { id: MARKER } }]);
    return found?.key;
  };

  test('by id, in one request', async () => expect(await find(data({ issue: issue() }))).toBe('ENG-12'));
  test('even in the trash', async () =>
    expect(await find(data({ issue: issue({ trashed: true }) }))).toBe('ENG-12'));
  test('or not at all', async () => expect(await find(notFound('Issue'))).toBeUndefined());
  test('but trouble is not absence', async () => {
    await expect(
      find(refusal(400, 'Authentication required', { code: 'AUTHENTICATION_ERROR' })),
    ).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });
});
