import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import type { SyncedFields } from '../../src/issues/merge.ts';
import { MEMBER, openSyncWorld, type SyncWorld } from './sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const TRACKER = 'int-1';

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
    expect(link).toMatchObject({ state: 'reserved', create_sent_at: null });
    await world.links.retryCreate(MEMBER, link?.id ?? '');
    await world.pass(0);
    expect(await world.linksOf('ms1')).toMatchObject([{ state: 'linked' }]);
    await expect(world.links.retryCreate(MEMBER, link?.id ?? '')).rejects.toThrow(Refusal);
  });
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

  it('that deletes the issue is told and leaves the microstep', async () => {
    const id = await linked();
    world.tracker.issues.delete(id);
    await world.hear(id, 'deleted');
    await world.pass(0);
    expect(world.told).toEqual(['gone']);
    expect(world.microsteps.get('ms1')?.status).toBe('todo');
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

  it('says in words why it could not', async () => {
    world.tracker.failures.push({
      method: 'changedSince',
      error: new ProviderError('unauthorized', 'The key is refused.'),
    });
    expect(await world.sync()).toMatchObject({ state: 'failed', error: 'The key is refused.' });
  });
});

type Step =
  | { do: 'local' | 'remote'; field: 'title' | 'status' | 'priority'; value: number }
  | { do: 'hear' | 'hearTwice' | 'sync' | 'restart' | 'pass' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom<'local' | 'remote'>('local', 'remote'),
      field: fc.constantFrom<'title' | 'status' | 'priority'>('title', 'status', 'priority'),
      value: fc.nat(3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom<'hear' | 'hearTwice' | 'pass'>('hear', 'hearTwice', 'pass') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom<'sync' | 'restart'>('sync', 'restart') }) },
);

const VALUES = {
  title: ['A', 'B', 'C', 'D'],
  status: ['todo', 'doing', 'done', 'blocked'],
  priority: ['none', 'low', 'high', 'urgent'],
} as const;

it('ends with both sides alike, whatever was done, heard, missed and interrupted', async () => {
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
            if (each.do === 'local' || each.do === 'remote') {
              const change = { [each.field]: VALUES[each.field][each.value] };
              if (each.do === 'remote') own.tracker.edit('1', change);
              else await own.editLocal('ms1', change);
              if (each.do === 'local') localEdits += 1;
            } else if (each.do === 'hear' || each.do === 'hearTwice') {
              await own.hear('1');
              if (each.do === 'hearTwice') await own.hear('1');
            } else if (each.do === 'sync') await own.sync();
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
