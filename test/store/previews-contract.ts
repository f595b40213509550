import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import {
  addPreviewHistory,
  findPreview,
  insertPreview,
  listPreviews,
  previewByExternalId,
  previewById,
  previewHistory,
  unfinishedPreviews,
  updatePreview,
} from '../../src/store/previews.ts';
import type { PreviewRow, PreviewState } from '../../src/store/schema.ts';
import { at, historyRow, previewRow } from './rows.ts';

const STATES: PreviewState[] = [
  'requested',
  'queued',
  'building',
  'ready',
  'failed',
  'cancelled',
  'expiring',
  'expired',
];

export function previewsContract(open: () => Promise<Database>): void {
  describe('previews', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    const insert = async (...rows: Partial<PreviewRow>[]) => {
      for (const row of rows) await insertPreview(database.db, previewRow(row));
    };

    it('gives a row back exactly as it was inserted', async () => {
      const row = previewRow({ pull_request: 42, log_excerpt: '["Error: ✗ “quotes”"]', commit_sha: 'abc' });
      await insertPreview(database.db, row);
      expect(await previewById(database.db, 'T1', 'pv-1')).toEqual(row);
      expect(await findPreview(database.db, 'pv-1')).toEqual(row);
    });

    it('hides a preview from other workspaces', async () => {
      await insert({});
      expect(await previewById(database.db, 'T2', 'pv-1')).toBeUndefined();
    });

    it('refuses a second preview of one id', async () => {
      await insert({});
      await expect(insert({ branch: 'other' })).rejects.toThrow();
    });

    it('finds by the vendor’s id within one integration', async () => {
      await insert({ external_id: 'dpl_1' }, { id: 'pv-2', integration_id: 'int-2', external_id: 'dpl_1' });
      expect((await previewByExternalId(database.db, 'int-2', 'dpl_1'))?.id).toBe('pv-2');
      expect(await previewByExternalId(database.db, 'int-2', 'dpl_2')).toBeUndefined();
    });

    it('lists the newest first, filtered and limited', async () => {
      await insert(
        { id: 'pv-1', requested_at: at(1) },
        { id: 'pv-2', requested_at: at(3), state: 'ready' },
        { id: 'pv-3', requested_at: at(2), state: 'failed', project_id: 'web' },
        { id: 'pv-4', requested_at: at(4), workspace_id: 'T2' },
      );
      const ids = async (filter: Parameters<typeof listPreviews>[2]) =>
        (await listPreviews(database.db, 'T1', filter)).map((row) => row.id);
      expect(await ids({ limit: 10 })).toEqual(['pv-2', 'pv-3', 'pv-1']);
      expect(await ids({ limit: 2 })).toEqual(['pv-2', 'pv-3']);
      expect(await ids({ limit: 10, states: ['ready', 'requested'] })).toEqual(['pv-2', 'pv-1']);
      expect(await ids({ limit: 10, states: [] })).toEqual([]);
      expect(await ids({ limit: 10, projectId: 'web' })).toEqual(['pv-3']);
    });

    it('tells the unfinished from the ended', async () => {
      await insert(...STATES.map((state, i) => ({ id: `pv-${i}`, state, requested_at: at(i) })));
      await insert(
        { id: 'other-branch', branch: 'main' },
        { id: 'other-integration', integration_id: 'int-2' },
      );
      const unfinished = await unfinishedPreviews(database.db);
      expect(unfinished.map((row) => row.id)).toEqual([
        'other-branch',
        'other-integration',
        'pv-0',
        'pv-1',
        'pv-2',
        'pv-6',
      ]);
    });

    it('changes what is named and nothing else', async () => {
      await insert({}, { id: 'pv-2' });
      const after = await updatePreview(database.db, 'pv-1', { state: 'ready', url: 'https://x.example' });
      expect(after).toEqual(previewRow({ state: 'ready', url: 'https://x.example' }));
      expect(await findPreview(database.db, 'pv-1')).toEqual(after);
      expect(await findPreview(database.db, 'pv-2')).toEqual(previewRow({ id: 'pv-2' }));
    });

    it('refuses to change what does not exist', async () => {
      await expect(updatePreview(database.db, 'pv-9', { state: 'ready' })).rejects.toThrow();
    });

    it('keeps the history in order', async () => {
      await insert({}, { id: 'pv-2' });
      await addPreviewHistory(database.db, historyRow({ id: 'h2', state: 'ready', at: at(2) }));
      await addPreviewHistory(database.db, historyRow({ id: 'h1', at: at(1) }));
      await addPreviewHistory(database.db, historyRow({ id: 'h3', preview_id: 'pv-2' }));
      const history = await previewHistory(database.db, 'pv-1');
      expect(history.map((row) => row.state)).toEqual(['requested', 'ready']);
    });

    it('has no history of a preview that does not exist', async () => {
      await expect(addPreviewHistory(database.db, historyRow({ preview_id: 'pv-9' }))).rejects.toThrow();
    });
  });
}
