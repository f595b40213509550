import { describe, expect, test } from 'vitest';
import type { IssueStatus } from '../../../src/integrations/contract.ts';
import { StatusWords } from '../../../src/integrations/linear/issue-status.ts';
import { vocabularyOf } from '../../../src/integrations/vocabulary.ts';
import { STATES, USUAL } from './answers.ts';
import { manifest } from './vendor.ts';

const words = (overrides: Record<string, IssueStatus> = {}) =>
  new StatusWords(vocabularyOf(manifest, overrides));
const named = (name: string, type: string, position = 9) => ({ id: `state-${name}`, name, type, position });

describe('reading', () => {
  test.each<[name: string, type: string, meaning: IssueStatus | undefined]>([
    // The guide, line by line.
    ['Backlog', 'backlog', 'todo'],
    ['Todo', 'unstarted', 'todo'],
    ['In Progress', 'started', 'doing'],
    ['Done', 'completed', 'done'],
    ['Canceled', 'canceled', 'blocked'],
    // Names go before types, in any letters.
    ['in progress', 'unstarted', 'doing'],
    ['Blocked', 'started', 'blocked'],
    ['BLOCKED', 'unstarted', 'blocked'],
    // Types, for names that a team made up.
    ['Icebox', 'backlog', 'todo'],
    ['Next up', 'unstarted', 'todo'],
    ['In Review', 'started', 'doing'],
    ['Shipped', 'completed', 'done'],
    ["Won't do", 'canceled', 'blocked'],
    ['Duplicate', 'duplicate', 'blocked'],
    ['Triage', 'triage', 'todo'],
    ['Something', 'new-in-linear', undefined],
  ])('%s (%s)', (name, type, meaning) => {
    expect(words().read({ state: named(name, type), labelled: false })).toEqual({ name, meaning });
  });

  test('what people decided goes before all', () => {
    const own = words({ 'In Review': 'done', Canceled: 'done', Blocked: 'todo' });
    expect(own.meaningOf(STATES.review)).toBe('done');
    expect(own.meaningOf(STATES.canceled)).toBe('done');
    expect(own.meaningOf(STATES.blocked)).toBe('todo');
  });

  test('the label says blocked, unless the issue is done', () => {
    const read = (state: (typeof STATES)['todo']) => words().read({ state, labelled: true });
    expect(read(STATES.progress)).toEqual({ name: 'blocked', meaning: 'blocked' });
    expect(read(STATES.done)).toEqual({ name: 'Done', meaning: 'done' });
  });
});

describe('choosing a state', () => {
  const choose = (
    states: readonly (typeof STATES)['todo'][],
    wanted: IssueStatus,
    overrides: Record<string, IssueStatus> = {},
  ) => words(overrides).choose(states, wanted)?.name;

  test.each<[what: string, chosen: string | undefined, expected: string | undefined]>([
    ['Todo before Backlog: what is planned here is planned there', choose(USUAL, 'todo'), 'Todo'],
    [
      'the name of the guide before an earlier one',
      choose([named('Coding', 'started', 0), STATES.progress], 'doing'),
      'In Progress',
    ],
    [
      'Backlog where there is no Todo',
      choose([named('Next', 'unstarted', -5), STATES.backlog], 'todo'),
      'Backlog',
    ],
    [
      'the first of the workflow where the guide knows none',
      choose([named('B', 'started', 2), named('A', 'started', 1)], 'doing'),
      'A',
    ],
    ['done', choose(USUAL, 'done'), 'Done'],
    ['a state called Blocked', choose([...USUAL, STATES.blocked], 'blocked'), 'Blocked'],
    ['never Canceled', choose(USUAL, 'blocked'), undefined],
    [
      'never Canceled, even where people say it means blocked',
      choose(USUAL, 'blocked', { Canceled: 'blocked' }),
      undefined,
    ],
    ['never triage', choose([STATES.triage], 'todo'), undefined],
    ['what people decided', choose(USUAL, 'blocked', { 'In Review': 'blocked' }), 'In Review'],
    ['not what people took away', choose(USUAL, 'doing', { 'In Progress': 'blocked' }), 'In Review'],
  ])('%s', (_what, chosen, expected) => {
    expect(chosen).toBe(expected);
  });
});

describe('the way to a status', () => {
  test.each<
    [what: string, from: string, labelled: boolean, wanted: IssueStatus, hasLabel: boolean, plan: unknown]
  >([
    ['there already', 'backlog', false, 'todo', false, { stateId: undefined, labelled: false }],
    ['there already, cancelled', 'canceled', false, 'blocked', true, { stateId: undefined, labelled: false }],
    [
      'only the label is in the way',
      'progress',
      true,
      'doing',
      true,
      { stateId: undefined, labelled: false },
    ],
    ['another state', 'todo', false, 'doing', false, { stateId: 'state-in-progress', labelled: false }],
    ['another state, the label off', 'todo', true, 'done', true, { stateId: 'state-done', labelled: false }],
    ['back from cancelled', 'canceled', false, 'todo', false, { stateId: 'state-todo', labelled: false }],
    ['the label', 'review', false, 'blocked', true, { stateId: undefined, labelled: true }],
    [
      'the label, taken up again',
      'done',
      false,
      'blocked',
      true,
      { stateId: 'state-in-progress', labelled: true },
    ],
  ])('%s', (_what, from, labelled, wanted, hasLabel, plan) => {
    const state = STATES[from as keyof typeof STATES];
    expect(words().plan({ state, labelled }, wanted, USUAL, hasLabel)).toEqual(plan);
  });

  test('where there is none, what there is and how to mend it is said', () => {
    const current = { state: STATES.todo, labelled: false };
    expect(() => words().plan(current, 'blocked', USUAL, false)).toThrow(
      expect.objectContaining({
        code: 'no_transition',
        advice: expect.stringMatching(
          /Backlog \(todo\), Todo \(todo\), In Progress \(doing\), Done \(done\), Canceled \(blocked\).*never cancels.*called "Blocked"/,
        ),
      }),
    );
    expect(() => words().plan(current, 'done', [STATES.todo], false)).toThrow(
      expect.objectContaining({
        code: 'no_transition',
        advice: expect.stringContaining('Map one of them to "done"'),
      }),
    );
  });
});
