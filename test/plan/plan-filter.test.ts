import { describe, expect, it } from 'vitest';
import { newMicrostep } from '../../src/plan/new-microstep.ts';
import { matchesFilter, type PlanFilter, readPlanFilter } from '../../src/plan/plan-filter.ts';

describe('a filter as people type it', () => {
  it.each<[string, PlanFilter]>([
    ['', {}],
    ['Doing', { status: 'doing' }],
    ['mine', { assignee: 'U1' }],
    ['me blocked', { assignee: 'U1', status: 'blocked' }],
    ['unassigned', { assignee: null }],
    ['<@U9|ada> P1.S2', { assignee: 'U9', section: 'p1.s2' }],
    ['p1  login form', { section: 'p1', text: 'login form' }],
    ['p1.s1.ms1', { text: 'p1.s1.ms1' }],
  ])('%j', (typed, expected) => {
    expect(readPlanFilter(typed, 'U1')).toEqual(expected);
  });
});

describe('a filter', () => {
  const row = newMicrostep(
    {
      id: 'a',
      workspace_id: 'T1',
      project_id: 'default',
      phase: 1,
      step: 2,
      number: 3,
      position: 1,
      title: 'Build the Login form',
      assignee: 'U9',
    },
    new Date(0),
  );
  it.each<[PlanFilter, boolean]>([
    [{}, true],
    [{ status: 'todo', assignee: 'U9', section: 'p1.s2', text: 'form LOGIN' }, true],
    [{ status: 'done' }, false],
    [{ assignee: null }, false],
    [{ section: 'p1' }, true],
    [{ section: 'p1.s20' }, false],
    [{ text: 'p1.s2.ms3' }, true],
    [{ text: 'login page' }, false],
  ])('%j: %j', (filter, expected) => {
    expect(matchesFilter(row, filter)).toBe(expected);
  });
});
