import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, Refusal } from '../../src/governance/gate.ts';
import { ADA, type ApprovalWorld, BEA, MEL, openApprovalWorld } from './approval-world.ts';

const HOUR_MS = 60 * 60_000;

let world: ApprovalWorld;
beforeEach(async () => {
  world = await openApprovalWorld();
});
afterEach(() => world.close());

/** Mel was refused a deployment and has asked for an approval. */
async function asked(branch?: string): Promise<string> {
  const id = await world.offered(branch);
  await world.approvals.request(MEL, id);
  await world.pass(0);
  return id;
}

const actions = async (prefix = '') =>
  (await world.events(prefix)).map(({ action, actor }) => `${action} by ${actor}`);

describe('a refusal that can be overridden', () => {
  it('offers to ask for it, and nothing happens until someone does', async () => {
    const id = await world.offered();
    expect(await world.find(id)).toMatchObject({ state: 'offered', requested_by: 'U1', role: 'member' });
    await world.pass(48 * HOUR_MS);
    expect(world.announced).toEqual([]);
    expect(await actions()).toEqual(['policy.denied by U1']);
  });

  it.each<[string, Partial<Actor>, string[]]>([
    ['a viewer, who may not ask', { role: 'viewer' }, ['roles']],
    ['a rule that the policy does not list', { role: 'member' }, []],
  ])('offers nothing to %s', async (_name, differs, overridable) => {
    world.policy.approvals.overridable = overridable as typeof world.policy.approvals.overridable;
    const request = { branch: 'feature/login', channel: 'C1' };
    const refused = await world.services.previews
      .request({ ...MEL, ...differs }, request)
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ rule: 'roles', offerId: undefined, approvers: [] });
  });

  it('is forgotten after a day', async () => {
    const old = await world.offered();
    await world.pass(25 * HOUR_MS);
    await expect(world.approvals.request(MEL, old)).rejects.toThrow('long ago');
    await world.offered();
    expect(await world.find(old)).toBeUndefined();
  });

  it('is asked for by who was refused alone, and once', async () => {
    const id = await world.offered();
    await expect(world.approvals.request(ADA, id)).rejects.toThrow('Only who was refused');
    await expect(world.approvals.request({ ...MEL, workspaceId: 'T2' }, id)).rejects.toThrow(Refusal);
    await world.approvals.request(MEL, id);
    await expect(world.approvals.request(MEL, id)).rejects.toThrow('already');
    const again = await world.offered();
    await expect(world.approvals.request(MEL, again)).rejects.toThrow('already');
    expect(await actions('approval.')).toEqual(['approval.requested by U1']);
  });
});

describe('a request', () => {
  it('that is approved is done once, as who asked, and every trace of it names the approval', async () => {
    const id = await asked();
    await world.approvals.decide(ADA, id, 'approve', ' Needed for the demo. ');
    await world.pass(0);
    expect(await world.previews()).toMatchObject([{ branch: 'feature/login', requested_by: 'U1' }]);
    expect(await world.find(id)).toMatchObject({
      state: 'done',
      decided_by: 'U2',
      decision_reason: 'Needed for the demo.',
    });
    expect(world.announced.at(-1)).toBe('done');
    expect(await actions()).toEqual([
      'policy.denied by U1',
      'approval.requested by U1',
      'approval.approved by U2',
      'policy.overridden by U1',
      'approval.done by system',
      'preview.requested by U1',
    ]);
    const [, ...since] = await world.events('');
    expect(since.map(({ payload }) => payload.approval)).toEqual(since.map(() => id));
    const [approved] = await world.events('approval.approved');
    expect(approved?.payload).toMatchObject({
      reason: 'Needed for the demo.',
      rule: 'roles',
      requestedBy: 'U1',
    });
  });

  it('that is denied changes nothing', async () => {
    const id = await asked();
    await world.approvals.decide(ADA, id, 'deny', 'Not on a Friday.');
    await world.pass(48 * HOUR_MS);
    expect(await world.previews()).toEqual([]);
    expect(await world.find(id)).toMatchObject({ state: 'denied', decision_reason: 'Not on a Friday.' });
    expect(await actions('approval.')).toEqual(['approval.requested by U1', 'approval.denied by U2']);
  });

  it('is over when nobody decided in time, and not before', async () => {
    world.policy.approvals.expire_after_hours = 2;
    const id = await asked();
    await world.pass(2 * HOUR_MS - 1);
    expect((await world.find(id))?.state).toBe('pending');
    await world.pass(1);
    expect((await world.find(id))?.state).toBe('expired');
    await expect(world.approvals.decide(ADA, id, 'approve', 'ok')).rejects.toThrow('in time');
    expect(await actions('approval.')).toEqual(['approval.requested by U1', 'approval.expired by system']);
  });

  it('can be asked for again after its end', async () => {
    const id = await asked();
    await world.approvals.decide(ADA, id, 'deny', 'Not now.');
    expect(await asked()).not.toBe(id);
  });

  it.each<[string, Actor, string, string]>([
    ['who asked, an admin or not', { ...ADA, userId: 'U1' }, 'ok', 'nobody decides on their own'],
    ['someone whom the policy does not name', { ...MEL, userId: 'U9' }, 'ok', 'does not name you'],
    ['someone who gives no reason', ADA, '  ', 'Say why'],
    ['someone who writes a book', ADA, 'x'.repeat(1_001), 'in 1000 characters'],
    ['someone of another workspace', { ...ADA, workspaceId: 'T2' }, 'ok', 'not to be had'],
  ])('is not decided by %s', async (_name, actor, reason, why) => {
    const id = await asked();
    await expect(world.approvals.decide(actor, id, 'approve', reason)).rejects.toThrow(why);
    await world.pass(0);
    expect((await world.find(id))?.state).toBe('pending');
    expect(await world.previews()).toEqual([]);
  });

  it('is decided by the first of two, however close they are', async () => {
    const id = await asked();
    const both = await Promise.allSettled([
      world.approvals.decide(ADA, id, 'approve', 'yes'),
      world.approvals.decide(BEA, id, 'deny', 'no'),
      world.approvals.decide(ADA, id, 'approve', 'yes'),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await world.pass(0);
    expect(await world.previews()).toHaveLength((await world.find(id))?.state === 'done' ? 1 : 0);
    expect(await actions('approval.')).toHaveLength((await world.find(id))?.state === 'done' ? 3 : 2);
  });
});

describe('what was approved', () => {
  it('is done once, though the process dies right after the deed', async () => {
    const id = await asked();
    world.failures.push(new Error('killed'));
    await world.approvals.decide(ADA, id, 'approve', 'yes');
    await world.pass(0);
    await world.restart();
    await world.pass(60_000);
    expect(await world.previews()).toHaveLength(1);
    expect((await world.find(id))?.state).toBe('done');
  });

  it('is done after a restart where there was no time for it before', async () => {
    const id = await asked();
    await world.restart();
    await world.approvals.decide(ADA, id, 'approve', 'yes');
    await world.restart();
    await world.pass(0);
    expect(await world.previews()).toHaveLength(1);
    expect(world.announced.at(-1)).toBe('done');
  });

  it('overrides the one rule and no other', async () => {
    const id = await asked();
    world.policy.preview_environments.providers_allowed = ['netlify'];
    await world.approvals.decide(ADA, id, 'approve', 'yes');
    await world.pass(0);
    expect(await world.find(id)).toMatchObject({
      state: 'failed',
      outcome: 'The policy does not allow vercel; it allows: netlify.',
    });
    expect(await world.previews()).toEqual([]);
    expect(await actions('approval.')).toContain('approval.failed by system');
  });

  it('is not done where the policy has changed its mind since', async () => {
    const id = await asked();
    world.policy.approvals.overridable = [];
    await world.approvals.decide(ADA, id, 'approve', 'yes');
    await world.pass(0);
    expect(await world.find(id)).toMatchObject({ state: 'failed' });
    expect(await world.previews()).toEqual([]);
  });

  it('is tried again where something else goes wrong, and has failed after the last try', async () => {
    const id = await asked();
    const broken = Array.from({ length: 4 }, () => new Error('the disk is full'));
    await world.database.db.schema.alterTable('previews').renameTo('elsewhere').execute();
    await world.approvals.decide(ADA, id, 'approve', 'yes');
    await world.pass(40_000);
    expect(world.runs).toBe(broken.length);
    expect(await world.find(id)).toMatchObject({
      state: 'failed',
      outcome: 'It could not be done, though it was tried several times.',
    });
  });

  it('moves a microstep the way that the policy otherwise refuses', async () => {
    await world.services.plan.add(MEL, 'Build');
    const refused = await world.services.plan
      .setStatus(MEL, 'p1.s1.ms1', 'done')
      .catch((error: unknown) => error);
    if (!(refused instanceof Refusal)) throw new Error('it was not refused');
    expect(refused.rule).toBe('microsteps.allowed_transitions');
    await world.approvals.request(MEL, refused.offerId ?? '');
    await world.approvals.decide(ADA, refused.offerId ?? '', 'approve', 'It was done last week.');
    await world.pass(0);
    expect((await world.services.plan.get(MEL, 'p1.s1.ms1')).status).toBe('done');
    const [changed] = await world.events('microstep.changed');
    expect(changed).toMatchObject({ actor: 'U1', payload: { approval: refused.offerId } });
    await expect(world.services.plan.setStatus(MEL, 'p1.s1.ms1', 'todo')).resolves.toBeDefined();
    await expect(world.services.plan.setStatus(MEL, 'p1.s1.ms1', 'done')).rejects.toThrow(Refusal);
  });
});
