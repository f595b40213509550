import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../../src/governance/audit.ts';
import { type Actor, createGate, Refusal } from '../../src/governance/gate.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { createPlan, type Plan } from '../../src/plan/plan.ts';
import { formatRef, parseRef } from '../../src/plan/ref.ts';
import type { Database } from '../../src/store/database.ts';
import { findMicrostep } from '../../src/store/microsteps.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { openSettings } from '../../src/store/settings.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MEMBER: Actor = { workspaceId: 'T1', userId: 'U1', role: 'member' };
const policy = policySchema.parse({ microsteps: { allowed_transitions: { todo: ['doing'], done: [] } } });

let database: Database;
let plan: Plan;
let told: string[];

beforeEach(async () => {
  database = await engines[0]!.open();
  const settings = openSettings({ directory: join(await temporaryFolder('plan'), 'settings') });
  let counter = 0;
  const newId = () => {
    counter += 1;
    return `id-${counter}`;
  };
  const now = () => new Date(Date.UTC(2026, 0, 5, 10, 0, counter));
  const audit = createAudit({ now, newId });
  told = [];
  plan = createPlan({
    database,
    settings,
    audit,
    now,
    newId,
    policy: () => policy,
    gate: createGate({ policy: () => policy, audit, database }),
    onChange: async (_transaction, id) => void told.push(id),
  });
});

afterEach(() => database.close());

describe('a reference', () => {
  it.each(['p1.s1.ms1', 'p12.s3.ms400'])('%s reads back as written', (ref) => {
    expect(formatRef(parseRef(ref)!)).toBe(ref);
  });
  it.each(['', 'p0.s1.ms1', 'p1.s1', 'p1.s1.ms1x', 'ms1', 'p1.s1.ms999999'])('%j is none', (text) => {
    expect(parseRef(text)).toBeUndefined();
  });
});

describe('the plan', () => {
  it('takes microsteps in one after the other and finds them again', async () => {
    await plan.add(MEMBER, 'Build the login form');
    await plan.add(MEMBER, '  Add search ');
    expect((await plan.list(MEMBER)).map((row) => `${formatRef(row)} ${row.title}`)).toEqual([
      'p1.s1.ms1 Build the login form',
      'p1.s1.ms2 Add search',
    ]);
    expect(await plan.list(MEMBER, 'SEARCH')).toHaveLength(1);
    expect((await plan.get(MEMBER, 'P1.S1.MS2')).title).toBe('Add search');
  });

  it.each([
    ['an empty title', () => plan.add(MEMBER, '  ')],
    ['a title too long', () => plan.add(MEMBER, 'x'.repeat(501))],
    ['a reference that is none', () => plan.get(MEMBER, 'first')],
    ['a microstep that is not there', () => plan.get(MEMBER, 'p9.s9.ms9')],
    ['a viewer who adds', () => plan.add({ ...MEMBER, role: 'viewer' }, 'x')],
  ])('refuses %s in words', async (_name, attempt) => {
    await expect(attempt()).rejects.toThrow(Refusal);
    expect(await plan.list(MEMBER)).toEqual([]);
  });

  it('moves a microstep as the policy allows, with history, audit and word to the sync', async () => {
    const { id } = await plan.add(MEMBER, 'Build');
    await plan.setStatus(MEMBER, 'p1.s1.ms1', 'doing');
    await plan.setStatus(MEMBER, 'p1.s1.ms1', 'doing');
    const step = await plan.get(MEMBER, 'p1.s1.ms1');
    expect(await plan.history(MEMBER, step)).toMatchObject([
      { field: 'status', before: 'todo', after: 'doing' },
    ]);
    expect(told).toEqual([id]);
    const events = await listRunnerEvents(database.db, 'T1', { limit: 9, actionPrefix: 'microstep.' });
    expect(events.map(({ action }) => action)).toEqual(['microstep.changed', 'microstep.created']);
  });

  it('names the rule where the policy has no way', async () => {
    await plan.add(MEMBER, 'Build');
    const refused = await plan.setStatus(MEMBER, 'p1.s1.ms1', 'done').catch((error: Refusal) => error);
    expect(refused).toMatchObject({
      rule: 'microsteps.allowed_transitions',
      message: expect.stringContaining('doing'),
    });
    expect(told).toEqual([]);
  });

  it('takes what comes from a tracker, tells no tracker of it, and asks no policy', async () => {
    const { id } = await plan.add(MEMBER, 'Build');
    await database.transaction((transaction) =>
      plan.applyRemote(transaction, id, { status: 'done' }, 'linear:ENG-1'),
    );
    expect((await findMicrostep(database.db, id))?.status).toBe('done');
    expect(told).toEqual([]);
    const step = await plan.get(MEMBER, 'p1.s1.ms1');
    expect(await plan.history(MEMBER, step)).toMatchObject([{ actor: 'linear:ENG-1' }]);
  });

  it('is each workspace’s own', async () => {
    await plan.add(MEMBER, 'Build');
    const stranger = { ...MEMBER, workspaceId: 'T2' };
    expect(await plan.list(stranger)).toEqual([]);
    await expect(plan.get(stranger, 'p1.s1.ms1')).rejects.toThrow(Refusal);
  });
});
