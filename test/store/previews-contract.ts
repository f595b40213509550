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
  previewsAtOrigin,
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

    it('lists the newest first, as many as asked for', async () => {
      await insert(
        { id: 'pv-1', requested_at: at(1) },
        { id: 'pv-2', requested_at: at(3), state: 'ready' },
        { id: 'pv-3', requested_at: at(2), state: 'failed' },
        { id: 'pv-4', requested_at: at(4), workspace_id: 'T2' },
      );
      const ids = async (limit: number) =>
        (await listPreviews(database.db, 'T1', { limit })).map((row) => row.id);
      expect(await ids(10)).toEqual(['pv-2', 'pv-3', 'pv-1']);
      expect(await ids(2)).toEqual(['pv-2', 'pv-3']);
    });

    it('finds those at an origin, newest first, and none whose host only begins like it', async () => {
      const url = 'https://web-app-git-login.vercel.app';
      await insert(
        { id: 'pv-1', url, requested_at: at(1) },
        { id: 'pv-2', url: `${url}/`, requested_at: at(3) },
        { id: 'pv-3', url: `${url}/app`, requested_at: at(2) },
        { id: 'pv-4', url: `${url}.evil.example/` },
        { id: 'pv-5', url: `${url}:8443/` },
        { id: 'pv-6', url, workspace_id: 'T2' },
        { id: 'pv-7', url: null },
      );
      const found = await previewsAtOrigin(database.db, 'T1', url, 10);
      expect(found.map(({ id }) => id)).toEqual(['pv-2', 'pv-3', 'pv-1']);
    });

    it('tells the unfinished from the ended, of all or of one integration', async () => {
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
      ]);
      const of = { workspaceId: 'T1', integrationId: 'int-2' };
      expect((await unfinishedPreviews(database.db, of)).map((row) => row.id)).toEqual(['other-integration']);
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
