import { describe, expect, test } from 'vitest';
import type { IssueStatus } from '../../../src/integrations/contract.ts';
import {
  DEFAULT_LABELS,
  type IssueState,
  StatusWords,
} from '../../../src/integrations/github/issue-status.ts';
import { connectionTo, manifest } from './vendor.ts';

const words = (overrides: Record<string, IssueStatus> = {}, values: Record<string, string> = {}) =>
  new StatusWords(connectionTo({ baseUrl: '' }, { overrides, values }));

const open = (...labels: string[]): IssueState => ({ state: 'open', reason: undefined, labels });
const closed = (reason?: string, ...labels: string[]): IssueState => ({ state: 'closed', reason, labels });

test('the manifest and the adapter name the same labels', () => {
  const names = manifest.issue_statuses?.names ?? {};
  expect(names[DEFAULT_LABELS.doing]).toBe('doing');
  expect(names[DEFAULT_LABELS.blocked]).toBe('blocked');
  const placeholders = manifest.fields.filter(({ key }) => key.startsWith('label_'));
  expect(placeholders.map(({ placeholder }) => placeholder)).toEqual(Object.values(DEFAULT_LABELS));
});

describe('reading', () => {
  test.each<[what: string, issue: IssueState, name: string, meaning: IssueStatus]>([
    ['an open issue', open(), 'Open', 'todo'],
    ['one with other labels', open('bug', 'in progress'), 'Open', 'todo'],
    ['one in progress', open('bug', 'status: in progress'), 'status: in progress', 'doing'],
    ['a label in other letters', open('Status: In Progress'), 'Status: In Progress', 'doing'],
    ['one blocked', open('status: blocked'), 'status: blocked', 'blocked'],
    [
      'both labels: blocked goes first',
      open('status: in progress', 'status: blocked'),
      'status: blocked',
      'blocked',
    ],
    ['a closed one', closed('completed'), 'Closed', 'done'],
    ['a closed one without a reason', closed(), 'Closed', 'done'],
    ['a closed one with a reason nobody knows yet', closed('archived'), 'Closed', 'done'],
    ['a closed one that kept its label', closed('completed', 'status: blocked'), 'Closed', 'done'],
    ['one that will not be done', closed('not_planned'), 'Closed as not planned', 'blocked'],
    ['a duplicate', closed('duplicate'), 'Closed as duplicate', 'blocked'],
  ])('%s', (_what, issue, name, meaning) => {
    expect(words().read(issue)).toEqual({ name, meaning });
  });

  test("people's own labels and states go first", () => {
    const own = words({
      'needs review': 'doing',
      'status: blocked': 'todo',
      'closed as not planned': 'done',
    });
    expect(own.read(open('needs review')).meaning).toBe('doing');
    expect(own.read(open('status: blocked')).meaning).toBe('todo');
    expect(own.read(closed('not_planned')).meaning).toBe('done');
  });

  test('configured labels replace the usual ones', () => {
    const own = words({}, { label_in_progress: 'wip', label_blocked: 'stuck' });
    expect(own.read(open('wip')).meaning).toBe('doing');
    expect(own.read(open('stuck')).meaning).toBe('blocked');
    expect(own.read(open('status: in progress'))).toEqual({ name: 'Open', meaning: 'todo' });
  });
});

describe('writing', () => {
  test.each<[from: IssueState, wanted: IssueStatus, to: IssueState]>([
    [open('bug'), 'doing', open('bug', 'status: in progress')],
    [open('bug', 'status: blocked'), 'doing', open('bug', 'status: in progress')],
    [open('status: in progress', 'bug'), 'blocked', open('bug', 'status: blocked')],
    [open('status: in progress', 'bug'), 'todo', open('bug')],
    [open('status: in progress', 'bug'), 'done', closed('completed', 'bug')],
    [closed('completed', 'bug'), 'todo', open('bug')],
    [closed('completed', 'bug'), 'doing', open('bug', 'status: in progress')],
    [closed('not_planned'), 'done', closed('completed')],
    [closed('not_planned'), 'blocked', closed('not_planned')],
    [open('Status: Blocked'), 'blocked', open('Status: Blocked')],
  ])('%j to %s', (from, wanted, to) => {
    expect(words().plan(from, wanted)).toEqual(to);
  });

  test('takes away a label of their own that would say otherwise', () => {
    const own = words({ waiting: 'blocked' });
    expect(own.plan(open('waiting', 'bug'), 'doing')).toEqual(open('bug', 'status: in progress'));
    expect(own.plan(open('waiting', 'bug'), 'done')).toEqual(closed('completed', 'bug'));
  });

  test('finds another way where the usual one means something else', () => {
    const own = words({ Open: 'doing', backlog: 'todo' });
    expect(own.plan(closed('completed'), 'todo')).toEqual(open('backlog'));
    expect(own.plan(closed('completed'), 'doing')).toEqual(open());
  });

  test('knows where there is none', () => {
    const own = words({ Closed: 'todo', 'Closed as not planned': 'todo' });
    expect(own.plan(open(), 'done')).toBeUndefined();
    expect(own.reachable(open())).toEqual([
      'Open',
      'status: in progress',
      'status: blocked',
      'Closed',
      'Closed as not planned',
    ]);
  });

  test.each<IssueStatus>(['todo', 'doing', 'done', 'blocked'])(
    'what was planned as %s reads so',
    (wanted) => {
      for (const from of [open(), open('status: blocked'), closed(), closed('not_planned', 'x')]) {
        const planned = words().plan(from, wanted)!;
        expect(words().read(planned).meaning).toBe(wanted);
        expect(words().plan(planned, wanted)).toBe(planned);
      }
    },
  );
});
