import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHAINED_FIELDS } from '../../src/store/event-chain.ts';
import { chainAfter } from '../../src/store/runner-events.ts';
import { type AuditWorld, openAuditWorld } from './audit-world.ts';

let world: AuditWorld;
beforeEach(async () => {
  world = await openAuditWorld();
  await world.write(5);
});
afterEach(() => world.close());

describe('promise 23: the audit log is append-only and hash-chained, and a changed row is found', () => {
  it('verifies what nobody touched, and tells where it ends', async () => {
    expect(await world.verify()).toMatchObject({ ok: true, from: 0, events: 5, end: { sequence: 5 } });
  });

  it('has nothing to find in an empty log', async () => {
    expect(await world.verify('T9')).toMatchObject({ ok: true, events: 0 });
  });

  it.each([
    ['one byte of the payload', `payload = replace(payload, '3', '4')`, 'payload is not as written'],
    ['one blank in the payload', `payload = replace(payload, ':', ': ')`, 'payload is not as written'],
    ['the actor', `actor = 'U2'`, 'actor is not as written'],
    ['the action', `action = 'preview.failed'`, 'action is not as written'],
    ['the time', `created_at = '2026-01-04T00:00:00.001Z'`, 'created_at is not as written'],
    ['the id', `id = 'e999999'`, 'id is not as written'],
    ['two fields', `actor = 'U2', action = 'x'`, 'actor, action are not as written'],
    ['a hash', `hash = replace(hash, substr(hash, 1, 1), 'x')`, 'its hash is not that of its content'],
  ])('finds and names the event when somebody changed %s', async (_what, change, problem) => {
    await world.tamper(`update runner_events set ${change} where sequence = 3`);
    const verdict = await world.verify();
    expect(verdict).toMatchObject({ ok: false, sequence: 3 });
    expect(verdict).toHaveProperty('problem', expect.stringContaining(problem));
  });

  it('finds and names the event and the field, whichever byte was changed', async () => {
    const anywhere = fc.record({
      sequence: fc.integer({ min: 1, max: 5 }),
      field: fc.constantFrom(...CHAINED_FIELDS.filter((field) => field !== 'workspace_id')),
      place: fc.nat(),
      byte: fc.integer({ min: 1, max: 127 }),
    });
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ sequence, field, place, byte }) => {
        const [row] = await chainAfter(world.database.db, 'T1', sequence - 1, 1);
        const text = row![field];
        const at = place % text.length;
        const changed = text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1);
        fc.pre(changed !== text);
        // The database itself refuses a second event of one id.
        const events = await chainAfter(world.database.db, 'T1', 0, 100);
        fc.pre(field !== 'id' || events.every(({ id }) => id !== changed));
        const set = (value: string) =>
          world.database.db
            .updateTable('runner_events')
            .set({ [field]: value })
            .where('sequence', '=', sequence)
            .execute();
        await set(changed);
        const verdict = await world.verify();
        await set(text);
        expect(verdict).toMatchObject({ ok: false, sequence, problem: `${field} is not as written` });
      }),
      { numRuns: 60 },
    );
    expect(await world.verify()).toMatchObject({ ok: true });
  });

  it('finds an event moved to another workspace, missed in its own', async () => {
    await world.write(2, 'T2');
    await world.tamper(
      `update runner_events set workspace_id = 'T2' where workspace_id = 'T1' and sequence = 3`,
    );
    expect(await world.verify('T1')).toMatchObject({ ok: false, sequence: 3, problem: 'it is missing' });
    expect(await world.verify('T2')).toMatchObject({ ok: false, sequence: 3 });
  });

  it.each([
    ['in the middle', 'sequence = 3', 3, 'it is missing'],
    ['at the beginning', 'sequence < 3', 1, 'it is missing, and all to 2'],
    ['at the end', 'sequence > 3', 4, 'it is missing, and all to 5'],
    ['altogether', 'sequence > 0', 1, 'it is missing, and all to 5'],
  ])('finds that events were removed %s', async (_where, which, sequence, problem) => {
    await world.tamper(`delete from runner_events where ${which}`);
    expect(await world.verify()).toEqual({ ok: false, sequence, id: undefined, problem });
  });

  it('finds two events that changed places', async () => {
    await world.tamper('update runner_events set sequence = -sequence where sequence in (2, 3)');
    await world.tamper('update runner_events set sequence = 5 + sequence where sequence < 0');
    expect(await world.verify()).toMatchObject({ ok: false, sequence: 2 });
  });

  it('finds an event that was made up and put at the end', async () => {
    await world.tamper(
      `insert into runner_events select 'x', workspace_id, actor, action, payload, created_at, 6, fingerprints, hash from runner_events where sequence = 5`,
    );
    expect(await world.verify()).toMatchObject({ ok: false, sequence: 6, id: 'x' });
  });

  it('finds an end that was cut off and noted anew, unless all its hashes were made anew too', async () => {
    await world.tamper('delete from runner_events where sequence = 5');
    await world.tamper('update audit_chains set sequence = 4');
    expect(await world.verify()).toMatchObject({
      ok: false,
      sequence: 4,
      problem: 'the noted end has another hash',
    });
  });
});
