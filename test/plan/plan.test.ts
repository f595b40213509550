import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { findMicrostep } from '../../src/store/microsteps.ts';
import { sectionsOf } from '../../src/store/plan-sections.ts';
import { MEMBER, openPlanWorld, type PlanWorld } from './plan-world.ts';

let world: PlanWorld;
beforeEach(async () => {
  world = await openPlanWorld({ microsteps: { allowed_transitions: { todo: ['doing'], done: [] } } });
});
afterEach(() => world.close());

describe('adding', () => {
  it('takes microsteps in one after the other and finds them again', async () => {
    await world.plan.add(MEMBER, 'Build the login form');
    await world.plan.add(MEMBER, '  Add  search ');
    expect(await world.lines()).toEqual(['p1.s1.ms1 todo Build the login form', 'p1.s1.ms2 todo Add search']);
    expect(await world.plan.list(MEMBER, 'SEARCH')).toHaveLength(1);
    expect((await world.plan.get(MEMBER, 'P1.S1.MS2')).title).toBe('Add search');
  });

  it('makes the phase and the step it needs, once', async () => {
    await world.plan.add(MEMBER, 'Build');
    await world.plan.add(MEMBER, 'Test');
    expect(await world.plan.sections(MEMBER)).toEqual([
      { ref: 'p1', title: 'Phase 1', position: 1 },
      { ref: 'p1.s1', title: 'Step 1', position: 1 },
    ]);
    expect(await sectionsOf(world.database.db, 'T1', 'default')).toHaveLength(2);
  });

  it('takes what else is known along', async () => {
    const about = { description: 'a\r\nb\n', priority: 'high', assignee: 'U9', branch: 'feature/x' } as const;
    expect(await world.plan.add(MEMBER, 'Build', about)).toMatchObject({ ...about, description: 'a\nb' });
  });

  it('puts it into the section asked for, and refuses one that is not there', async () => {
    await world.plan.add(MEMBER, 'First');
    expect(await world.plan.add(MEMBER, 'Second', { section: 'P1' })).toMatchObject({ step: 1, number: 2 });
    expect(await world.plan.add(MEMBER, 'Third', { section: 'p1.s1' })).toMatchObject({ number: 3 });
    for (const section of ['p2', 'p1.s2', 'p1.s1.ms1', 'login']) {
      await expect(world.plan.add(MEMBER, 'Fourth', { section })).rejects.toThrow('Steps: p1.s1.');
    }
    expect(await world.plan.list(MEMBER)).toHaveLength(3);
  });
});

describe('refusals', () => {
  it.each<[string, (plan: PlanWorld['plan']) => Promise<unknown>, string]>([
    ['an empty title', (plan) => plan.add(MEMBER, '  '), 'Say what'],
    ['a title of control characters', (plan) => plan.add(MEMBER, '\u0000\u0007'), 'title'],
    ['a title too long', (plan) => plan.add(MEMBER, 'x'.repeat(501)), '500'],
    ['an assignee that is none', (plan) => plan.add(MEMBER, 'x', { assignee: 'ada' }), 'Slack user id'],
    ['a branch that is none', (plan) => plan.add(MEMBER, 'x', { branch: 'a b' }), 'branch'],
    ['a reference that is none', (plan) => plan.get(MEMBER, 'first'), 'p1.s2.ms3'],
    ['a microstep that is not there', (plan) => plan.get(MEMBER, 'p9.s9.ms9'), 'p9.s9.ms9'],
    ['a viewer who adds', (plan) => plan.add({ ...MEMBER, role: 'viewer' }, 'x'), 'viewer'],
    ['a project that is not there', (plan) => plan.of('nowhere').add(MEMBER, 'x'), 'nowhere'],
  ])('tells why not: %s', async (_name, attempt, reason) => {
    const refused = await attempt(world.plan).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(String(refused)).toContain(reason);
    expect(await world.plan.list(MEMBER)).toEqual([]);
  });

  it('names the rule where the policy has no way, and records the denial', async () => {
    await world.plan.add(MEMBER, 'Build');
    const refused = await world.plan.setStatus(MEMBER, 'p1.s1.ms1', 'done').catch((error: unknown) => error);
    expect(refused).toMatchObject({
      rule: 'microsteps.allowed_transitions',
      message: expect.stringContaining('doing'),
    });
    expect(await world.actions()).toEqual(['microstep.created', 'policy.denied']);
    expect(world.told).toEqual([]);
  });
});

describe('changing', () => {
  it('moves a microstep as the policy allows, with history, audit and word to the hook', async () => {
    const step = await world.plan.add(MEMBER, 'Build');
    await world.plan.setStatus(MEMBER, 'p1.s1.ms1', 'doing');
    await world.plan.setStatus(MEMBER, 'p1.s1.ms1', 'doing');
    const history = await world.plan.history(MEMBER, step);
    expect(history).toMatchObject([{ field: 'status', before: 'todo', after: 'doing', actor: 'U1' }]);
    expect(world.told).toEqual([{ id: step.id, changed: ['status'], actor: 'U1' }]);
    expect(await world.actions()).toEqual(['microstep.created', 'microstep.changed']);
  });

  it('changes several fields at once, and only what is other than before', async () => {
    const step = await world.plan.add(MEMBER, 'Build', { assignee: 'U9', branch: 'feature/x' });
    const changes = { title: 'Build', description: 'How', priority: 'urgent', assignee: null } as const;
    const after = await world.plan.update(MEMBER, 'p1.s1.ms1', changes);
    expect(after).toMatchObject({ ...changes, branch: 'feature/x', status: 'todo' });
    expect(await world.plan.get(MEMBER, 'p1.s1.ms1')).toEqual(after);
    expect(world.told).toMatchObject([{ changed: ['description', 'priority', 'assignee'] }]);
    const history = await world.plan.history(MEMBER, step);
    expect(history.map(({ field, before }) => [field, before]).sort()).toEqual([
      ['assignee', 'U9'],
      ['description', ''],
      ['priority', 'none'],
    ]);
  });

  it('leaves nothing behind where the hook fails', async () => {
    const step = await world.plan.add(MEMBER, 'Build');
    world.breakHook();
    await expect(world.plan.setStatus(MEMBER, 'p1.s1.ms1', 'doing')).rejects.toThrow('the hook failed');
    expect(await world.lines()).toEqual(['p1.s1.ms1 todo Build']);
    expect(await world.plan.history(MEMBER, step)).toEqual([]);
    expect(await world.actions()).toEqual(['microstep.created']);
  });

  it('takes what comes from a tracker, tells no tracker of it, and asks no policy', async () => {
    const step = await world.plan.add(MEMBER, 'Build');
    await world.database.transaction((transaction) =>
      world.plan.applyRemote(transaction, step.id, { status: 'done' }, 'linear:ENG-1'),
    );
    expect((await findMicrostep(world.database.db, step.id))?.status).toBe('done');
    expect(world.told).toEqual([]);
    expect(await world.plan.history(MEMBER, step)).toMatchObject([{ actor: 'linear:ENG-1' }]);
  });
});

describe('each its own', () => {
  it('keeps workspaces apart', async () => {
    const step = await world.plan.add(MEMBER, 'Build');
    await world.plan.setStatus(MEMBER, 'p1.s1.ms1', 'doing');
    const stranger = { ...MEMBER, workspaceId: 'T2' };
    expect(await world.plan.list(stranger)).toEqual([]);
    expect(await world.plan.history(stranger, step)).toEqual([]);
    await expect(world.plan.get(stranger, 'p1.s1.ms1')).rejects.toThrow(Refusal);
    await expect(world.plan.setStatus(stranger, 'p1.s1.ms1', 'todo')).rejects.toThrow(Refusal);
  });

  it('keeps projects apart, each with references of its own', async () => {
    const web = world.plan.of('web');
    await world.plan.add(MEMBER, 'Build');
    await web.add(MEMBER, 'Design');
    expect(await world.lines()).toEqual(['p1.s1.ms1 todo Build']);
    expect(await world.lines(web)).toEqual(['p1.s1.ms1 todo Design']);
  });
});
