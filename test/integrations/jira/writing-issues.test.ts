import { describe, expect, test } from 'vitest';
import type { IssueChanges } from '../../../src/integrations/contract.ts';
import { toAdf } from '../../../src/integrations/jira/adf/to-adf.ts';
import { startVendor } from '../recording-vendor.ts';
import { ADA, GONE, ISSUE, issue, refusal, STATUSES, transition, WORLD } from './answers.ts';
import { connect } from './vendor.ts';

async function update(before: Record<string, unknown>, changes: IssueChanges, more: typeof WORLD = {}) {
  await using vendor = await startVendor({ ...WORLD, [`GET ${ISSUE}`]: { body: issue(before) }, ...more });
  const { issues } = await connect(vendor);
  await issues.update('10012', changes);
  const sent = vendor.received.filter(({ method }) => method !== 'GET');
  return { fields: (sent[0]?.body as { fields?: unknown })?.fields, sent, calls: vendor.calls() };
}

describe('update sends only what changes', () => {
  test.each<[what: string, before: Record<string, unknown>, changes: IssueChanges, fields: unknown]>([
    [
      'nothing',
      {},
      { title: 'Build the login form', status: 'todo', priority: 'normal', labels: [], assignee: null },
      undefined,
    ],
    ['a title', {}, { title: 'Log in' }, { summary: 'Log in' }],
    ['a title of more lines, which Jira refuses, on one', {}, { title: ' Log\n in ' }, { summary: 'Log in' }],
    ['a description', {}, { description: 'Now' }, { description: toAdf('Now') }],
    ['a description in other signs, not at all', {}, { description: 'With a _password_.\n' }, undefined],
    ['no description', {}, { description: '' }, { description: null }],
    ['no description where there is none', { description: null }, { description: '' }, undefined],
    ['a priority', {}, { priority: 'urgent' }, { priority: { name: 'Highest' } }],
    [
      'the lower of two priorities that mean the same, not at all',
      { priority: { name: 'Lowest' } },
      { priority: 'low' },
      undefined,
    ],
    ['no priority', {}, { priority: 'none' }, { priority: null }],
    ['labels', { labels: ['bug', 'old'] }, { labels: ['bug', 'docs'] }, { labels: ['bug', 'docs'] }],
    ['labels in another order, not at all', { labels: ['a', 'b'] }, { labels: ['b', 'a'] }, undefined],
    [
      'labels, never the one that says blocked',
      { labels: ['Blocked'] },
      { labels: ['docs', 'blocked'] },
      { labels: ['docs', 'Blocked'] },
    ],
    ['an assignee', {}, { assignee: ADA.accountId }, { assignee: { accountId: ADA.accountId } }],
    ['the same assignee, not at all', { assignee: ADA }, { assignee: ADA.accountId }, undefined],
    ['nobody', { assignee: ADA }, { assignee: null }, { assignee: null }],
  ])('%s', async (_what, before, changes, fields) => {
    expect((await update(before, changes)).fields).toEqual(fields);
  });

  test.each([
    ['urgent', 'Highest'],
    ['high', 'High'],
    ['low', 'Low'],
  ] as const)('priority %s is %s', async (priority, name) => {
    expect((await update({}, { priority })).fields).toEqual({ priority: { name } });
  });
  test('priority normal is Medium', async () => {
    const before = { priority: { name: 'High' } };
    expect((await update(before, { priority: 'normal' })).fields).toEqual({ priority: { name: 'Medium' } });
  });

  test('what stays as it is costs one request', async () => {
    const { calls } = await update({}, { status: 'todo', title: 'Build the login form' });
    expect(calls.filter((call) => call.includes('/issue/'))).toEqual([`GET ${ISSUE}`]);
  });
});

test('of a description only the rewritten block is made anew', async () => {
  const panel = {
    type: 'panel',
    attrs: { panelType: 'warning' },
    content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: 'ada', text: '@Ada' } }] }],
  };
  const picture = { type: 'mediaSingle', content: [{ type: 'media', attrs: { type: 'file', id: 'm' } }] };
  const spacer = { type: 'paragraph', content: [] };
  const [before, after] = ['Old words', 'New words'].map((words) => toAdf(words).content[0]);
  const document = (middle: unknown) => ({
    type: 'doc',
    version: 1,
    content: [panel, middle, picture, spacer],
  });
  const description = '@Ada\n\nNew words\n\n(attachment)';
  const { fields } = await update({ description: document(before) }, { description });
  expect(fields).toEqual({ description: document(after) });
});

describe('a status with other changes', () => {
  const order = async (from: unknown, status: 'doing' | 'done') =>
    (await update({ status: from }, { title: 'T', status })).sent.map(
      ({ method, path }) => `${method} ${path}`,
    );

  test('goes last', async () => {
    expect(await order(STATUSES.todo, 'done')).toEqual([`PUT ${ISSUE}`, `POST ${ISSUE}/transitions`]);
  });

  test('goes first out of what is done, which many workflows let nobody edit', async () => {
    expect(await order(STATUSES.done, 'doing')).toEqual([`POST ${ISSUE}/transitions`, `PUT ${ISSUE}`]);
  });

  test('that cannot be: nothing is changed', async () => {
    const none = {
      [`GET ${ISSUE}/transitions`]: { body: { transitions: [transition('4', STATUSES.done)] } },
    };
    await using vendor = await startVendor({ ...WORLD, ...none });
    const { issues } = await connect(vendor);
    await expect(issues.update('10012', { title: 'T', status: 'blocked' })).rejects.toMatchObject({
      code: 'no_transition',
    });
    expect(vendor.received.every(({ method }) => method === 'GET')).toBe(true);
  });
});

test.each([
  [GONE, 'not_found'],
  [refusal(409, ['Somebody changed it.']), 'unavailable'],
  [refusal(400, [], { priority: 'Priority name "Highest" is not valid' }), 'invalid_request'],
])('an edit that Jira refuses', async (answer, code) => {
  await expect(update({}, { priority: 'urgent' }, { [`PUT ${ISSUE}`]: answer })).rejects.toMatchObject({
    code,
  });
});
