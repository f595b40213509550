import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, Refusal } from '../../src/governance/gate.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import type { SyncDirection, SyncedFields } from '../../src/issues/merge.ts';
import { insertSyncRun } from '../../src/store/sync-history.ts';
import { syncRunRow } from '../store/rows.ts';
import { MEMBER, openSyncWorld, type SyncWorld } from './sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const TRACKER = 'int-1';
const ADMIN: Actor = { ...MEMBER, role: 'admin' };

async function linked(given: Partial<SyncedFields> = {}) {
  world.addMicrostep('ms1', given);
  const { externalId } = world.tracker.add({ title: 'An issue' });
  await world.links.link(MEMBER, 'ms1', { integrationId: TRACKER, externalId });
  await world.pass(0);
  return externalId;
}

describe('linking', () => {
  it('keeps both texts and follows the side that has moved on', async () => {
    const id = await linked({ status: 'doing' });
    expect(world.tracker.must(id)).toMatchObject({ title: 'An issue', status: { meaning: 'doing' } });
    expect(world.microsteps.get('ms1')?.title).toBe('Step ms1');
  });

  it('is for one microstep an issue', async () => {
    const externalId = await linked();
    world.addMicrostep('ms2');
    const again = world.links.link(MEMBER, 'ms2', { integrationId: TRACKER, externalId });
    await expect(again).rejects.toThrow(Refusal);
  });

  it('makes a new issue once, however the process and the answer are lost', async () => {
    world.addMicrostep('ms1', { title: 'Build login', description: 'With SSO', priority: 'high' });
    world.tracker.failures.push({
      method: 'create',
      error: new ProviderError('network', 'x'),
      afterTheDeed: true,
    });
    await world.links.createIssue(MEMBER, 'ms1', TRACKER);
    await world.hear('1', 'created');
    await world.pass(0);
    await world.restart();
    await world.pass(30_000);
    expect(world.tracker.issues.size).toBe(1);
    expect(world.tracker.must('1')).toMatchObject({ title: 'Build login', priority: 'high' });
    expect(await world.linksOf('ms1')).toMatchObject([{ state: 'linked', external_id: '1' }]);
    expect(world.tracker.count('update')).toBe(0);
  });

  it('says why no issue could be made, and keeps the link to try again', async () => {
    world.addMicrostep('ms1');
    world.tracker.failures.push({
      method: 'create',
      error: new ProviderError('invalid_request', 'A field is needed.'),
    });
    await world.links.createIssue(MEMBER, 'ms1', TRACKER);
    await world.pass(0);
    expect(world.told).toEqual(['not_created']);
    const [link] = await world.linksOf('ms1');
    expect(link).toMatchObject({ state: 'reserved' });
    await world.links.retryCreate(MEMBER, link?.id ?? '');
    await world.pass(0);
    expect(await world.linksOf('ms1')).toMatchObject([{ state: 'linked' }]);
    await expect(world.links.retryCreate(MEMBER, link?.id ?? '')).rejects.toThrow(Refusal);
  });
});

it('tells of an issue that was given up, and makes it once all the same', async () => {
  world.addMicrostep('ms1', { title: 'Build login' });
  const unheard = { method: 'create', error: new ProviderError('network', 'x'), afterTheDeed: true };
  world.tracker.failures.push(unheard);
  for (let times = 0; times < 3; times += 1) {
    world.tracker.failures.push({ method: 'find', error: new ProviderError('network', 'x') });
  }
  await world.links.createIssue(MEMBER, 'ms1', TRACKER);
  await world.pass(120_000);
  expect(world.told).toEqual(['not_created']);
  const [link] = await world.linksOf('ms1');
  await world.links.retryCreate(MEMBER, link?.id ?? '');
  await world.pass(0);
  expect(await world.linksOf('ms1')).toMatchObject([{ state: 'linked', external_id: '1' }]);
  expect(world.tracker.issues.size).toBe(1);
});

describe('a change', () => {
  it('at the tracker moves the microstep and is told once', async () => {
    const id = await linked();
    world.tracker.edit(id, { status: 'doing' });
    for (let times = 0; times < 3; times += 1) await world.hear(id);
    await world.pass(0);
    expect(world.microsteps.get('ms1')?.status).toBe('doing');
    expect(world.told).toEqual(['status']);
  });

  it('here moves the issue with one write, and its echo dies', async () => {
    const id = await linked();
    await world.editLocal('ms1', { status: 'done', title: 'Renamed' });
    await world.pass(0);
    await world.hear(id);
    await world.hear(id);
    await world.pass(0);
    expect(world.tracker.must(id)).toMatchObject({ title: 'Renamed', status: { meaning: 'done' } });
    expect(world.tracker.count('update')).toBe(1);
    expect(world.told).toEqual([]);
  });

  it('that the policy holds back is told once, and carried over when it may be', async () => {
    const id = await linked();
    world.refusal = new Refusal('Not before QA.', 'integrations.require_preview_for_phase: QA');
    world.tracker.edit(id, { status: 'done', title: 'Renamed' });
    for (let count = 0; count < 3; count += 1) {
      await world.hear(id);
      await world.pass(0);
    }
    expect(world.microsteps.get('ms1')).toMatchObject({ status: 'todo', title: 'Renamed' });
    expect(world.tracker.must(id).status.meaning).toBe('done');
    expect(world.told).toEqual(['held']);
    const denied = await world.database.db
      .selectFrom('runner_events')
      .selectAll()
      .where('action', '=', 'policy.denied')
      .execute();
    expect(denied).toHaveLength(1);

    world.refusal = undefined;
    await world.editLocal('ms1', {});
    await world.pass(0);
    expect(world.microsteps.get('ms1')?.status).toBe('done');
    expect(world.told).toEqual(['held', 'status']);
  });

  it('on both sides is a conflict, asked once and settled by a person', async () => {
    const id = await linked();
    world.tracker.edit(id, { status: 'blocked' });
    await world.editLocal('ms1', { status: 'done' });
    await world.pass(0);
    await world.hear(id);
    await world.pass(0);
    expect(world.told).toEqual(['conflict']);
    const link = await world.link(id);
    expect(JSON.parse(link?.conflict ?? '')).toEqual({ status: { ours: 'done', theirs: 'blocked' } });
    await world.links.decide(MEMBER, link?.id ?? '', 'ours');
    await world.pass(0);
    expect(world.tracker.must(id).status.meaning).toBe('done');
    expect((await world.link(id))?.conflict).toBeNull();
  });

  it('of theirs is taken where a person says so', async () => {
    const id = await linked();
    world.tracker.edit(id, { title: 'Theirs' });
    await world.editLocal('ms1', { title: 'Ours' });
    await world.pass(0);
    await world.links.decide(MEMBER, (await world.link(id))?.id ?? '', 'theirs');
    await world.pass(0);
    expect(world.microsteps.get('ms1')?.title).toBe('Theirs');
  });

  it('to a status that nothing maps is asked about once', async () => {
    const id = await linked();
    world.tracker.issues.set(id, {
      ...world.tracker.must(id),
      status: { name: 'In Review', meaning: undefined },
    });
    for (let times = 0; times < 2; times += 1) {
      await world.hear(id);
      await world.pass(0);
    }
    expect(world.told).toEqual(['unmapped']);
    expect(world.microsteps.get('ms1')?.status).toBe('todo');
  });

  it('to a status that nothing maps is asked about once for all issues, and carried once it is mapped', async () => {
    const ids = ['ms1', 'ms2', 'ms3'].map((id) => {
      world.addMicrostep(id);
      return world.tracker.add({ title: `Issue ${id}` }).externalId;
    });
    for (const [index, externalId] of ids.entries()) {
      await world.links.link(MEMBER, `ms${index + 1}`, { integrationId: TRACKER, externalId });
      await world.pass(0);
      const status = { name: 'In Review', meaning: undefined };
      world.tracker.issues.set(externalId, { ...world.tracker.must(externalId), status });
      await world.hear(externalId);
      await world.pass(0);
    }
    expect(world.told).toEqual(['unmapped']);
    const { id } = (await world.link(ids[0] ?? '')) ?? { id: '' };
    await expect(world.wordMap.unmapped(MEMBER, id, 'status')).rejects.toThrow(Refusal);
    const unmapped = await world.wordMap.unmapped(ADMIN, id, 'status');
    expect(unmapped).toEqual({
      integrationId: TRACKER,
      provider: 'linear',
      field: 'status',
      name: 'In Review',
    });
    for (const externalId of ids) {
      const status = { name: 'In Review', meaning: 'doing' as const };
      world.tracker.issues.set(externalId, { ...world.tracker.must(externalId), status });
    }
    await world.wordMap.map(ADMIN, unmapped, 'doing');
    await world.pass(0);
    const { integrations } = await world.settings.read('T1');
    expect(integrations[0]?.statusOverrides).toEqual({ 'In Review': 'doing' });
    expect([...world.microsteps.values()].map(({ status }) => status)).toEqual(['doing', 'doing', 'doing']);
    await expect(world.wordMap.unmapped(ADMIN, id, 'status')).rejects.toThrow('mapped already');
    await expect(world.wordMap.map({ ...ADMIN, workspaceId: 'T2' }, unmapped, 'done')).rejects.toThrow(
      Refusal,
    );
    await expect(world.wordMap.map(MEMBER, unmapped, 'done')).rejects.toThrow(Refusal);
  });

  it('to a priority that nothing maps is asked about once, touches no side, and is carried once it is mapped', async () => {
    const id = await linked();
    await world.editLocal('ms1', { priority: 'high' });
    await world.pass(0);
    const issue = { ...world.tracker.must(id), priority: undefined, unmappedPriority: 'Showstopper' };
    world.tracker.issues.set(id, issue);
    for (let times = 0; times < 2; times += 1) {
      await world.hear(id);
      await world.pass(0);
    }
    expect(world.told).toEqual(['unmapped_priority']);
    expect(world.microsteps.get('ms1')?.priority).toBe('high');
    await world.editLocal('ms1', { priority: 'low' });
    await world.pass(0);
    expect(world.tracker.must(id).unmappedPriority).toBe('Showstopper');
    const { id: linkId } = (await world.link(id)) ?? { id: '' };
    const word = await world.wordMap.unmapped(ADMIN, linkId, 'priority');
    await expect(world.wordMap.map(ADMIN, word, 'blocked')).rejects.toThrow('A priority is one of');
    await world.editLocal('ms1', { priority: 'high' });
    world.tracker.issues.set(id, {
      ...world.tracker.must(id),
      priority: 'urgent',
      unmappedPriority: undefined,
    });
    await world.wordMap.map(ADMIN, word, 'urgent');
    await world.pass(0);
    const { integrations } = await world.settings.read('T1');
    expect(integrations[0]?.priorityOverrides).toEqual({ Showstopper: 'urgent' });
    expect(world.microsteps.get('ms1')?.priority).toBe('urgent');
  });

  it('that deletes the issue is told and leaves the microstep', async () => {
    const id = await linked();
    world.tracker.issues.delete(id);
    await world.hear(id, 'deleted');
    await world.pass(0);
    expect(world.told).toEqual(['gone']);
    expect(world.microsteps.get('ms1')?.status).toBe('todo');
  });
});

describe('a tracker that the policy has taken off its list', () => {
  beforeEach(async () => {
    await linked();
    world.policy.integrations.integrations_allowed = ['jira'];
    world.tracker.calls.length = 0;
  });
  const rule = 'integrations.integrations_allowed';

  it('is called no more, whatever is asked of it', async () => {
    const { externalId } = world.tracker.add({ title: 'Another issue' });
    const issue = { integrationId: TRACKER, externalId };
    world.addMicrostep('ms2');
    await expect(world.links.link(MEMBER, 'ms2', issue)).rejects.toMatchObject({ rule });
    await expect(world.links.createIssue(MEMBER, 'ms2', TRACKER)).rejects.toMatchObject({ rule });
    await expect(world.runs.start(MEMBER, { direction: 'both' })).rejects.toMatchObject({ rule });
    await expect(world.runs.dryRun(MEMBER, { direction: 'both' })).rejects.toMatchObject({ rule });
    expect(await world.search(MEMBER, 'issue', 10)).toEqual({ found: [], missing: [] });
    await world.runs.startAll('schedule');
    await world.hear('1');
    await world.editLocal('ms1', { title: 'Changed here' });
    await world.pass(120_000);
    expect(world.tracker.calls).toEqual([]);
  });

  it('gets what it missed once it is back', async () => {
    await world.editLocal('ms1', { title: 'Changed here' });
    await world.pass(120_000);
    world.policy.integrations.integrations_allowed = ['linear'];
    await world.editLocal('ms1', { priority: 'high' });
    await world.pass(0);
    expect(world.tracker.must('1')).toMatchObject({ title: 'Changed here', priority: 'high' });
  });
});

describe('a delta sync', () => {
  it('over many unchanged issues costs one call, and finds what no webhook told', async () => {
    for (let count = 0; count < 120; count += 1) {
      world.addMicrostep(`ms${count}`);
      const { externalId } = world.tracker.add({ title: `Issue ${count}` });
      await world.links.link(MEMBER, `ms${count}`, { integrationId: TRACKER, externalId });
    }
    await world.pass(0);
    await world.sync();
    world.tracker.calls.length = 0;
    expect(await world.sync()).toMatchObject({ state: 'done', processed: 0 });
    expect(world.tracker.calls).toHaveLength(1);

    for (let count = 1; count <= 60; count += 1) world.tracker.edit(String(count), { status: 'doing' });
    world.tracker.calls.length = 0;
    expect(await world.sync()).toMatchObject({ state: 'done', processed: 60, updated: 60 });
    expect(world.tracker.calls.length).toBeLessThanOrEqual(1 + Math.ceil(60 / world.tracker.pageSize));
  });

  it('goes on where one issue is refused, and says which', async () => {
    for (const count of [1, 2, 3]) {
      world.addMicrostep(`ms${count}`);
      const { externalId } = world.tracker.add({ title: `Issue ${count}` });
      await world.links.link(MEMBER, `ms${count}`, { integrationId: TRACKER, externalId });
    }
    await world.pass(0);
    for (const count of [1, 2, 3]) world.tracker.edit(String(count), { status: 'doing' });
    await world.editLocal('ms1', { title: 'Ours' }, 'unheard');
    const refuse = () =>
      world.tracker.failures.push({
        method: 'update',
        error: new ProviderError('invalid_request', 'A field is needed.'),
      });
    refuse();
    refuse();
    const run = await world.sync();
    expect(run).toMatchObject({ state: 'done', updated: 2, failed: 2 });
    expect(run?.error).toContain('PROJ-1: A field is needed.');
    expect(world.microsteps.get('ms3')?.status).toBe('doing');
    expect(await world.sync()).toMatchObject({ state: 'done', updated: 1, failed: 0, error: null });
    expect(world.tracker.must('1').title).toBe('Ours');
    expect(world.microsteps.get('ms1')?.status).toBe('doing');
  });

  it('is one at a time: asked for again while it goes on, the same is given', async () => {
    const [first] = await world.start();
    expect(await world.start()).toEqual([first]);
    expect(await world.start('inbound')).toEqual([first]);
    await world.pass(0);
    const [inbound] = await world.start('inbound');
    expect(inbound?.id).not.toBe(first?.id);
    await expect(world.start('outbound')).rejects.toThrow(Refusal);
    await world.pass(0);
    const states = (await world.runs.list(MEMBER, { limit: 10 })).map(({ state }) => state);
    expect(states).toEqual(['done', 'done']);
  });

  it('goes on after the process ended, even where its job was lost', async () => {
    const [run] = await world.start();
    const earlier = syncRunRow({ id: 'earlier', started_at: '2020-01-01T00:00:00.000Z' });
    await insertSyncRun(world.database.db, earlier);
    await world.database.db.deleteFrom('jobs').execute();
    await world.restart();
    await world.pass(0);
    expect(await world.runs.list(MEMBER, { limit: 10 })).toMatchObject([
      { id: run?.id, state: 'done' },
      { id: 'earlier', state: 'failed', error: 'A later run took its place.' },
    ]);
  });

  it('ends as failed when it is given up', async () => {
    for (let times = 0; times < 4; times += 1) {
      world.tracker.failures.push({ method: 'changedSince', error: new ProviderError('network', 'x') });
    }
    await world.start();
    await world.pass(120_000);
    const [run] = await world.runs.list(MEMBER, { limit: 1 });
    expect(run).toMatchObject({ state: 'failed', error: expect.stringContaining('4 tries') });
    expect(await world.sync()).toMatchObject({ state: 'done' });
  });

  it('links no microstep with the first of two issues that could both be it, but asks about each', async () => {
    world.addMicrostep('ms1', { title: 'Build the login form' });
    world.addMicrostep('ms2', { title: 'Export orders as CSV' });
    const [one, other] = ['Build the login form', 'Login form: build'].map((title) =>
      world.tracker.add({ title }),
    );
    const sure = world.tracker.add({ title: 'Export orders as CSV' });
    await world.sync();
    expect(await world.link(one!.externalId)).toBeUndefined();
    expect(await world.link(other!.externalId)).toBeUndefined();
    expect((await world.link(sure.externalId))?.microstep_id).toBe('ms2');
  });

  it('reads the plan only where an issue is to be matched', async () => {
    const id = await linked();
    await world.sync();
    world.tracker.edit(id, { status: 'doing' });
    const reads = world.plansRead;
    await world.sync();
    expect(world.plansRead).toBe(reads);
  });

  it('says in words why it could not', async () => {
    world.tracker.failures.push({
      method: 'changedSince',
      error: new ProviderError('unauthorized', 'The key is refused.'),
    });
    expect(await world.sync()).toMatchObject({ state: 'failed', error: 'The key is refused.' });
  });
});

describe('a sync one way', () => {
  it('leaves what it does not carry to the next one', async () => {
    const id = await linked();
    world.tracker.edit(id, { status: 'doing' });
    await world.editLocal('ms1', { title: 'Ours' }, 'unheard');
    await world.sync('inbound');
    expect(world.microsteps.get('ms1')).toMatchObject({ title: 'Ours', status: 'doing' });
    expect(world.tracker.must(id).title).toBe('An issue');
    await world.sync('outbound');
    expect(world.tracker.must(id).title).toBe('Ours');
  });

  it('outbound leaves what changed there to the next one', async () => {
    const id = await linked();
    world.tracker.edit(id, { status: 'doing' });
    await world.editLocal('ms1', { title: 'Ours' }, 'unheard');
    expect(await world.sync('outbound')).toMatchObject({ state: 'done', processed: 1, updated: 1 });
    expect(world.tracker.must(id).title).toBe('Ours');
    expect(world.microsteps.get('ms1')?.status).toBe('todo');
    await world.sync('inbound');
    expect(world.microsteps.get('ms1')).toMatchObject({ title: 'Ours', status: 'doing' });
  });
});

describe('a dry run', () => {
  const planned = async (direction: SyncDirection) => {
    const [result] = await world.runs.dryRun(MEMBER, { direction });
    return result?.changes.map(({ way, field, from, to }) => [way, field, from, to]);
  };

  it('lists what a run would carry each way, and changes nothing', async () => {
    const id = await linked();
    await world.sync();
    await world.editLocal('ms1', { title: 'Ours' }, 'unheard');
    expect(await planned('both')).toEqual([['outbound', 'title', 'An issue', 'Ours']]);
    world.tracker.edit(id, { status: 'doing' });
    const inbound = ['inbound', 'status', 'todo', 'doing'];
    expect(await planned('inbound')).toEqual([inbound]);
    expect(await planned('outbound')).toEqual([['outbound', 'title', 'An issue', 'Ours']]);
    expect(await planned('both')).toEqual([inbound, ['outbound', 'title', 'An issue', 'Ours']]);
    expect(world.tracker.count('update')).toBe(0);
    expect(world.microsteps.get('ms1')?.status).toBe('todo');
  });

  it('passes over an issue that is gone', async () => {
    const id = await linked();
    await world.sync();
    await world.editLocal('ms1', { title: 'Ours' }, 'unheard');
    world.tracker.issues.delete(id);
    expect(await planned('both')).toEqual([]);
  });
});

describe('what changes while the tracker is asked', () => {
  it('is a person’s decision, which stands', async () => {
    const id = await linked();
    world.tracker.edit(id, { title: 'Theirs' });
    await world.editLocal('ms1', { title: 'Ours' });
    await world.pass(0);
    const linkId = (await world.link(id))?.id ?? '';
    world.tracker.meanwhile.push({ method: 'get', run: () => world.links.decide(MEMBER, linkId, 'theirs') });
    await world.hear(id);
    await world.pass(0);
    expect(world.microsteps.get('ms1')?.title).toBe('Theirs');
    expect(await world.link(id)).toMatchObject({ conflict: null });
  });

  it('is the link taken away, and nothing is done', async () => {
    const id = await linked();
    const linkId = (await world.link(id))?.id ?? '';
    world.tracker.edit(id, { title: 'Theirs' });
    world.tracker.meanwhile.push({ method: 'get', run: () => world.links.unlink(MEMBER, linkId) });
    await world.hear(id);
    await world.pass(60_000);
    expect(world.microsteps.get('ms1')?.title).toBe('Step ms1');
    expect(world.deaths).toEqual([]);
  });

  it('is the microstep: no conflict is told before both changes are compared', async () => {
    const own = await openSyncWorld('local_wins');
    own.addMicrostep('ms1');
    const { externalId } = own.tracker.add({ title: 'An issue' });
    await own.links.link(MEMBER, 'ms1', { integrationId: TRACKER, externalId });
    await own.pass(0);
    own.tracker.edit(externalId, { title: 'Theirs' });
    own.tracker.meanwhile.push({ method: 'get', run: () => own.editLocal('ms1', { title: 'Ours' }) });
    await own.hear(externalId);
    await own.pass(0);
    expect(own.told).toEqual([]);
    expect(own.tracker.must(externalId).title).toBe('Ours');
    expect(own.microsteps.get('ms1')?.title).toBe('Ours');
    await own.close();
  });
});

describe('an issue that was gone', () => {
  async function gone() {
    const id = await linked();
    const issue = world.tracker.must(id);
    world.tracker.issues.delete(id);
    await world.hear(id, 'deleted');
    await world.pass(0);
    expect(await world.link(id)).toMatchObject({ state: 'gone' });
    world.tracker.issues.set(id, issue);
    return id;
  }

  it('is in step again once it is linked again', async () => {
    const id = await gone();
    const again = await world.links.link(MEMBER, 'ms1', { integrationId: TRACKER, externalId: id });
    expect(again.state).toBe('linked');
    await world.editLocal('ms1', { status: 'doing' });
    await world.pass(0);
    expect(world.tracker.must(id).status.meaning).toBe('doing');
  });

  it('may become another microstep’s', async () => {
    const id = await gone();
    world.addMicrostep('ms2', { status: 'done' });
    await world.links.link(MEMBER, 'ms2', { integrationId: TRACKER, externalId: id });
    await world.pass(0);
    expect(await world.linksOf('ms1')).toEqual([]);
    expect(world.tracker.must(id).status.meaning).toBe('done');
  });

  it('is in step again where a webhook tells that it is back', async () => {
    const id = await gone();
    world.tracker.edit(id, { status: 'doing' });
    await world.hear(id);
    await world.pass(0);
    expect(await world.link(id)).toMatchObject({ state: 'linked' });
    expect(world.microsteps.get('ms1')?.status).toBe('doing');
  });
});

it('does not take a tracker that was disconnected for a deleted issue', async () => {
  const id = await linked();
  await world.settings.update('T1', (draft) => {
    draft.integrations = [];
  });
  await world.hear(id);
  await world.pass(0);
  expect(world.told).toEqual([]);
  expect(await world.link(id)).toMatchObject({ state: 'linked' });
});

it('is at rest with a title that cannot be kept as it came', async () => {
  const id = await linked();
  world.tracker.edit(id, { title: `A\u0007B ${'x'.repeat(600)}` });
  await world.hear(id);
  await world.pass(0);
  expect(world.microsteps.get('ms1')?.title).toHaveLength(500);
  await world.hear(id);
  await world.pass(0);
  expect(world.tracker.count('update')).toBe(0);
  expect(world.writes).toHaveLength(1);
});

type Step =
  | { do: 'local' | 'unheard' | 'remote'; field: 'title' | 'status' | 'priority'; value: number }
  | { do: 'hear' | 'hearTwice' | 'restart' | 'pass' }
  | { do: 'sync'; direction: SyncDirection };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom<'local' | 'unheard' | 'remote'>('local', 'unheard', 'remote'),
      field: fc.constantFrom<'title' | 'status' | 'priority'>('title', 'status', 'priority'),
      value: fc.nat(3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom<'hear' | 'hearTwice' | 'pass'>('hear', 'hearTwice', 'pass') }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      direction: fc.constantFrom<SyncDirection>('both', 'inbound', 'outbound'),
    }),
  },
);

const VALUES = {
  title: ['A', 'B', 'C', 'D'],
  status: ['todo', 'doing', 'done', 'blocked'],
  priority: ['none', 'low', 'high', 'urgent'],
} as const;

it('promise 21: ends with both sides alike, whatever was done, heard, missed and interrupted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 14 }),
      fc.constantFrom<'local_wins' | 'remote_wins'>('local_wins', 'remote_wins'),
      async (steps, strategy) => {
        const own = await openSyncWorld(strategy);
        try {
          own.addMicrostep('ms1', { title: 'A' });
          await own.links.createIssue(MEMBER, 'ms1', TRACKER);
          await own.pass(0);
          let localEdits = 0;
          for (const each of steps) {
            if ('field' in each) {
              const change = { [each.field]: VALUES[each.field][each.value] };
              if (each.do === 'remote') own.tracker.edit('1', change);
              else {
                await own.editLocal('ms1', change, each.do === 'unheard' ? 'unheard' : 'heard');
                localEdits += 1;
              }
            } else if (each.do === 'hear' || each.do === 'hearTwice') {
              await own.hear('1');
              if (each.do === 'hearTwice') await own.hear('1');
            } else if (each.do === 'sync') await own.sync(each.direction);
            else if (each.do === 'restart') await own.restart();
            else await own.pass(50);
          }
          await own.pass(60_000);
          await own.sync();
          await own.pass(60_000);
          const issue = own.tracker.must('1');
          const microstep = own.microsteps.get('ms1');
          expect(own.tracker.issues.size).toBe(1);
          expect({ title: issue.title, status: issue.status.meaning, priority: issue.priority }).toEqual({
            title: microstep?.title,
            status: microstep?.status,
            priority: microstep?.priority,
          });
          expect(own.tracker.count('update')).toBeLessThanOrEqual(localEdits);
        } finally {
          await own.close();
        }
      },
    ),
    { numRuns: Number(process.env.SYNC_RUNS ?? 1000) },
  );
}, 120_000);
