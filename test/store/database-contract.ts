import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { findPreview, insertPreview } from '../../src/store/previews.ts';
import { previewRow } from './rows.ts';

export function databaseContract(open: () => Promise<Database>): void {
  describe('a database', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    it('keeps what a transaction did and gives what it gave', async () => {
      const result = await database.transaction(async (transaction) => {
        await insertPreview(transaction, previewRow());
        return 'given';
      });
      expect(result).toBe('given');
      expect(await findPreview(database.db, 'pv-1')).toBeDefined();
    });

    it('keeps nothing of a transaction that throws, and goes on working', async () => {
      const attempt = database.transaction(async (transaction) => {
        await insertPreview(transaction, previewRow());
        throw new Error('changed my mind');
      });
      await expect(attempt).rejects.toThrow('changed my mind');
      expect(await findPreview(database.db, 'pv-1')).toBeUndefined();
      await database.transaction((transaction) => insertPreview(transaction, previewRow()));
      expect(await findPreview(database.db, 'pv-1')).toBeDefined();
    });

    it('does not show a transaction’s work to others before its commit', async () => {
      const midway = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const work = database.transaction(async (transaction) => {
        await insertPreview(transaction, previewRow());
        midway.resolve();
        await goOn.promise;
        throw new Error('undone');
      });
      await midway.promise;
      const seen = findPreview(database.db, 'pv-1');
      goOn.resolve();
      await expect(work).rejects.toThrow('undone');
      expect(await seen).toBeUndefined();
    });

    it('tells of commits, and of nothing else', async () => {
      let commits = 0;
      const stop = database.onCommit(() => {
        commits += 1;
      });
      await database.transaction(async (transaction) => {
        await insertPreview(transaction, previewRow());
        expect(commits).toBe(0);
      });
      expect(commits).toBe(1);
      await database.transaction(() => Promise.reject(new Error('no'))).catch(() => {});
      expect(commits).toBe(1);
      stop();
      await database.transaction(async () => {});
      expect(commits).toBe(1);
    });

    it('refuses a query beside the transaction instead of waiting for ever', async () => {
      const attempt = database.transaction(() => findPreview(database.db, 'pv-1'));
      await expect(attempt).rejects.toThrow('Inside a transaction');
    });

    it('refuses a transaction within a transaction', async () => {
      const attempt = database.transaction(() => database.transaction(async () => {}));
      await expect(attempt).rejects.toThrow('Inside a transaction');
    });

    it('allows what was started within a transaction to query after its end', async () => {
      const ended = Promise.withResolvers<void>();
      let later: Promise<unknown> = Promise.resolve();
      await database.transaction(async () => {
        later = ended.promise.then(() => findPreview(database.db, 'pv-1'));
      });
      ended.resolve();
      expect(await later).toBeUndefined();
    });
  });
}
