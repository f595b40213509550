import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import type { SyncHistoryRow } from '../../src/store/issue-schema.ts';
import {
  countSyncRun,
  findSyncRun,
  finishSyncRun,
  insertSyncRun,
  listSyncRuns,
  pruneSyncRuns,
  readCursor,
  runningSyncRuns,
  writeCursor,
} from '../../src/store/sync-history.ts';
import { at, syncRunRow } from './rows.ts';

export function syncHistoryContract(open: () => Promise<Database>): void {
  describe('the sync history', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    async function insert(...changes: Partial<SyncHistoryRow>[]) {
      for (const [index, change] of changes.entries()) {
        const own = { id: `r${index + 1}`, started_at: at(index) };
        await insertSyncRun(database.db, syncRunRow({ ...own, ...change }));
      }
    }
    const ids = (rows: SyncHistoryRow[]) => rows.map(({ id }) => id);

    it('adds up what each page came to, and keeps what was refused', async () => {
      await insert({}, {});
      const counts = { processed: 3, created: 1, updated: 1, failed: 1, conflicts: 0 };
      await countSyncRun(database.db, 'r1', counts, 'ENG-1: no');
      await countSyncRun(database.db, 'r1', { ...counts, conflicts: 2 }, 'ENG-1: no');
      await finishSyncRun(database.db, 'r1', { state: 'done', error: 'ENG-1: no', at: at(5) });
      expect(await findSyncRun(database.db, 'r1')).toEqual(
        syncRunRow({
          state: 'done',
          processed: 6,
          created: 2,
          updated: 2,
          failed: 2,
          conflicts: 2,
          error: 'ENG-1: no',
          finished_at: at(5),
        }),
      );
      expect(await findSyncRun(database.db, 'r2')).toMatchObject({ processed: 0, state: 'running' });
    });

    it('lists a workspace’s runs, newest first', async () => {
      await insert({}, { workspace_id: 'T2' }, {}, {});
      expect(ids(await listSyncRuns(database.db, 'T1', { limit: 2 }))).toEqual(['r4', 'r3']);
    });

    it('lists those of one integration, and those in which something was', async () => {
      await insert({ state: 'done' }, { state: 'done', processed: 1, integration_id: 'int-2' }, {});
      await insert({ id: 'r4', state: 'failed', started_at: at(9) });
      const list = async (filter: object) =>
        ids(await listSyncRuns(database.db, 'T1', { limit: 9, ...filter }));
      expect(await list({ eventful: true })).toEqual(['r4', 'r3', 'r2']);
      expect(await list({ integrationId: 'int-1' })).toEqual(['r4', 'r3', 'r1']);
      expect(await list({ integrationId: 'int-1', eventful: true })).toEqual(['r4', 'r3']);
    });

    it('knows what is under way, in all or in one integration', async () => {
      await insert({}, { state: 'done' }, { integration_id: 'int-2', workspace_id: 'T2' }, {});
      expect(ids(await runningSyncRuns(database.db))).toEqual(['r4', 'r3', 'r1']);
      expect(ids(await runningSyncRuns(database.db, 'int-1'))).toEqual(['r4', 'r1']);
    });

    it('forgets an integration’s old runs, but none under way', async () => {
      await insert({ state: 'done' }, {}, { state: 'failed', integration_id: 'int-2' }, { state: 'done' });
      await pruneSyncRuns(database.db, 'int-1', at(3));
      expect(ids(await listSyncRuns(database.db, 'T1', { limit: 9 }))).toEqual(['r4', 'r3', 'r2']);
    });

    it('keeps how far each integration has been read', async () => {
      expect(await readCursor(database.db, 'int-1')).toBeUndefined();
      const row = { integration_id: 'int-1', workspace_id: 'T1', cursor: 'a', updated_at: at(0) };
      await writeCursor(database.db, row);
      await writeCursor(database.db, { ...row, cursor: 'b', updated_at: at(1) });
      await writeCursor(database.db, { ...row, integration_id: 'int-2', cursor: 'c' });
      expect(await readCursor(database.db, 'int-1')).toBe('b');
    });
  });
}
