import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { GENESIS, linkAll } from '../../src/store/event-chain.ts';
import {
  appendRunnerEvents,
  chainAfter,
  listRunnerEvents,
  type RunnerEventFilter,
} from '../../src/store/runner-events.ts';
import { at, eventRow } from './rows.ts';

export function runnerEventsContract(open: () => Promise<Database>): void {
  describe('runner events', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
      await appendRunnerEvents(
        database.db,
        eventRow({ id: 'e1', action: 'preview.requested', created_at: at(1) }),
        eventRow({
          id: 'e2',
          action: 'integration.configured',
          created_at: at(2),
          payload: '{"provider":"vercel"}',
        }),
        eventRow({ id: 'e3', action: 'preview.ready', actor: 'webhook:vercel', created_at: at(3) }),
        eventRow({ id: 'e4', action: 'previews', created_at: at(4) }),
        eventRow({ id: 'e5', workspace_id: 'T2', action: 'integration.tested', created_at: at(5) }),
      );
    });
    afterEach(() => database.close());

    const ids = async (filter: Partial<RunnerEventFilter>) =>
      (await listRunnerEvents(database.db, 'T1', { limit: 100, ...filter })).map((row) => row.id);

    it('lists the newest first, of one workspace', async () => {
      expect(await ids({})).toEqual(['e4', 'e3', 'e2', 'e1']);
      expect(await ids({ limit: 2 })).toEqual(['e4', 'e3']);
    });

    it('filters by action, actor and time, alone and together', async () => {
      expect(await ids({ actionPrefix: 'preview.' })).toEqual(['e3', 'e1']);
      expect(await ids({ actor: 'U1' })).toEqual(['e4', 'e2', 'e1']);
      expect(await ids({ since: at(3) })).toEqual(['e4', 'e3']);
      expect(await ids({ actionPrefix: 'preview', actor: 'U1', since: at(2) })).toEqual(['e4']);
    });

    it('adds many or none', async () => {
      await appendRunnerEvents(database.db);
      expect(await ids({})).toHaveLength(4);
    });

    it('adds all or none', async () => {
      const twice = [eventRow({ id: 'e6' }), eventRow({ id: 'e1' })];
      await expect(appendRunnerEvents(database.db, ...twice)).rejects.toThrow();
      expect(await ids({})).toHaveLength(4);
    });

    it('pages by the last event seen, of one workspace or of all', async () => {
      const [, second] = await listRunnerEvents(database.db, 'T1', { limit: 2 });
      expect(await ids({ before: second! })).toEqual(['e2', 'e1']);
      const all = await listRunnerEvents(database.db, undefined, { limit: 3 });
      expect(all.map((row) => row.id)).toEqual(['e5', 'e4', 'e3']);
    });

    it('is added to within the caller’s transaction, and undone with it', async () => {
      const attempt = database.transaction(async (transaction) => {
        await appendRunnerEvents(transaction, eventRow({ id: 'e6' }));
        throw new Error('undone');
      });
      await expect(attempt).rejects.toThrow('undone');
      await appendRunnerEvents(database.db, eventRow({ id: 'e7' }));
      const [last] = await listRunnerEvents(database.db, 'T1', { limit: 1 });
      expect(last).toMatchObject({ id: 'e4', sequence: 4 });
      expect((await chainAfter(database.db, 'T1', 4, 10)).map(({ id }) => id)).toEqual(['e7']);
    });

    it('refuses to be added to beside the transaction instead of waiting for ever', async () => {
      const attempt = database.transaction(() => appendRunnerEvents(database.db, eventRow({ id: 'e6' })));
      await expect(attempt).rejects.toThrow('Inside a transaction');
    });

    it('links each event to the one before, however many write at once', async () => {
      const events = Array.from({ length: 20 }, (_, i) => eventRow({ id: `n${i}`, created_at: at(10 + i) }));
      await Promise.all(events.map((event) => appendRunnerEvents(database.db, event)));
      const rows = await chainAfter(database.db, 'T1', 0, 100);
      expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
      const anew = linkAll({ sequence: 0, hash: GENESIS }, rows);
      expect(rows).toEqual(anew);
    });

    it('answers the SQL of the guide as printed', async () => {
      const query = `SELECT actor, action, payload, created_at 
FROM runner_events 
WHERE action LIKE '%integration%' 
ORDER BY created_at DESC;`;
      const { rows } = await sql.raw<Record<string, unknown>>(query).execute(database.db);
      expect(rows.map((row) => row.action)).toEqual(['integration.tested', 'integration.configured']);
      expect(Object.keys(rows[1] ?? {})).toEqual(['actor', 'action', 'payload', 'created_at']);
    });
  });
}
