import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainAfter, listRunnerEvents } from '../../src/store/runner-events.ts';
import { type AuditWorld, openAuditWorld } from './audit-world.ts';

let world: AuditWorld;
beforeEach(async () => {
  world = await openAuditWorld({ retentionDays: 30 });
});
afterEach(() => world.close());

const actions = async () =>
  (await chainAfter(world.database.db, 'T1', 0, 100)).map(({ action, sequence }) => `${sequence} ${action}`);

describe('retention', () => {
  it('keeps everything while nothing is too old', async () => {
    await world.write(5);
    await world.prune();
    expect(await actions()).toHaveLength(5);
  });

  it('removes what is too old, says so in the chain, and leaves the rest provable', async () => {
    await world.write(35);
    await world.prune();
    const left = await actions();
    expect(left.at(0)).toBe('5 preview.ready');
    expect(left.at(-1)).toBe('36 audit.pruned');
    expect(await world.verify()).toMatchObject({ ok: true, from: 4, events: 32, end: { sequence: 36 } });
    const [pruned] = await listRunnerEvents(world.database.db, 'T1', { limit: 1 });
    expect(JSON.parse(pruned!.payload)).toMatchObject({ first: 1, through: 4 });
  });

  it('goes on where it left off, its own words growing old with the rest', async () => {
    await world.write(35);
    await world.prune();
    await world.write(40);
    await world.prune();
    expect(await world.verify()).toMatchObject({ ok: true, from: 45, end: { sequence: 77 } });
    await world.prune();
    expect(await actions()).toHaveLength(32);
  });

  it('finds a beginning that was removed by somebody else', async () => {
    await world.write(35);
    await world.prune();
    await world.tamper('delete from runner_events where sequence = 5');
    expect(await world.verify()).toMatchObject({ ok: false, sequence: 5 });
  });

  it('finds a word of retention that was made up', async () => {
    await world.write(10);
    await world.tamper('delete from runner_events where sequence < 5');
    const payload = `json_object('through', 4, 'hash', (select hash from runner_events where sequence = 5))`;
    await world.tamper(
      `update runner_events set action = 'audit.pruned', payload = ${payload} where sequence = 10`,
    );
    expect(await world.verify()).toMatchObject({ ok: false, sequence: 5 });
  });

  it('finds events that were put back', async () => {
    await world.write(35);
    const [first] = await chainAfter(world.database.db, 'T1', 0, 1);
    await world.prune();
    await world.database.db.insertInto('runner_events').values(first!).execute();
    expect(await world.verify()).toMatchObject({ ok: false, sequence: 1, id: first!.id });
  });

  it('removes nothing of a stretch that was changed, and says so', async () => {
    await world.write(35);
    await world.tamper(`update runner_events set actor = 'U2' where sequence = 2`);
    await world.prune();
    expect(await actions()).toHaveLength(35);
    expect(JSON.stringify(world.log.lines)).toContain('actor is not as written');
  });

  it('goes by the policy: without a word of it, everything is kept', async () => {
    const forever = await openAuditWorld();
    await forever.write(400);
    await forever.prune();
    expect(await forever.verify()).toMatchObject({ from: 0, events: 400 });
    await forever.close();
  });
});
