import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { findPreview, insertPreview, listPreviews } from '../../src/store/previews.ts';
import { StatementCache } from '../../src/store/statement-cache.ts';
import { previewRow } from './rows.ts';

describe('the SQLite file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'buildrunner-store-'));
    path = join(folder, 'data', 'buildrunner.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function fill(previews: number): Promise<void> {
    const database = await openDatabase({ path });
    await database.transaction(async (transaction) => {
      for (let i = 0; i < previews; i++) {
        await insertPreview(transaction, previewRow({ id: `pv-${i}`, failure: 'x'.repeat(1_000) }));
      }
    });
    await database.close();
  }

  it('is made with its folder, for its owner alone', async () => {
    await fill(1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  it('keeps everything over a restart and leaves no log behind when closed', async () => {
    await fill(3);
    expect(existsSync(`${path}-wal`)).toBe(false);
    const database = await openDatabase({ path });
    expect(await listPreviews(database.db, 'T1', { limit: 10 })).toHaveLength(3);
    await database.close();
  });

  it('is written through to the disk at each commit', async () => {
    const database = await openDatabase({ path });
    const pragma = async (name: string) => {
      const { rows } = await sql.raw<Record<string, unknown>>(`PRAGMA ${name}`).execute(database.db);
      return rows[0]?.[name];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    await database.close();
  });

  it('says so where it cannot be made', async () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    await expect(openDatabase({ path })).rejects.toMatchObject({
      name: 'StoreError',
      code: 'unusable',
      file: path,
    });
  });

  it('refuses what is no database, and leaves it as it is', async () => {
    await fill(1);
    writeFileSync(path, 'Dear diary, '.repeat(1_000));
    await expect(openDatabase({ path })).rejects.toMatchObject({ code: 'foreign', file: path });
    expect(readFileSync(path, 'utf8')).toBe('Dear diary, '.repeat(1_000));
  });

  it('refuses another program’s database', async () => {
    const other = new DatabaseSync(join(folder, 'other.db'));
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    await expect(openDatabase({ path: join(folder, 'other.db') })).rejects.toThrow(/not one of BuildRunner/);
  });

  it('refuses a file that was cut short', async () => {
    await fill(100);
    truncateSync(path, 8_192);
    await expect(openDatabase({ path })).rejects.toMatchObject({ code: 'corrupt', file: path });
  });

  it('refuses a file with a damaged page, and says what to do', async () => {
    await fill(100);
    const bytes = readFileSync(path);
    bytes.fill(0xee, bytes.length - 3 * 4_096, bytes.length - 4_096);
    writeFileSync(path, bytes);
    await expect(openDatabase({ path })).rejects.toThrow(/is damaged: .*put a backup/);
  });

  it('refuses a later BuildRunner’s database', async () => {
    const database = await openDatabase({ path });
    await sql`insert into kysely_migration (name, timestamp) values ('0999-future', '2030-01-01')`.execute(
      database.db,
    );
    await database.close();
    await expect(openDatabase({ path })).rejects.toThrow(/later BuildRunner \(0999-future\)/);
  });

  it('answers a full disk with an error, keeps what it had, and recovers', async () => {
    const database = await openDatabase({ path });
    await insertPreview(database.db, previewRow());
    const limitPages = (pages: number) => sql.raw(`PRAGMA max_page_count = ${pages}`).execute(database.db);
    const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(database.db);
    await limitPages(rows[0]?.page_count ?? 0);
    const big = previewRow({ id: 'pv-big', failure: 'x'.repeat(100_000) });
    const attempt = database.transaction((transaction) => insertPreview(transaction, big));
    await expect(attempt).rejects.toThrow('database or disk is full');
    expect(await findPreview(database.db, 'pv-1')).toBeDefined();
    expect(await findPreview(database.db, 'pv-big')).toBeUndefined();
    await limitPages(100_000);
    await database.transaction((transaction) => insertPreview(transaction, big));
    expect(await findPreview(database.db, 'pv-big')).toBeDefined();
    await database.close();
  });

  it('waits at closing for the transaction under way', async () => {
    const database = await openDatabase({ path });
    const goOn = Promise.withResolvers<void>();
    const work = database.transaction(async (transaction) => {
      await goOn.promise;
      await insertPreview(transaction, previewRow());
    });
    const closing = database.close();
    goOn.resolve();
    await work;
    await closing;
    const again = await openDatabase({ path });
    expect(await findPreview(again.db, 'pv-1')).toBeDefined();
    await again.close();
  });
});

describe('the statement cache', () => {
  it('prepares a statement once and forgets the least recently used', () => {
    const database = new DatabaseSync(':memory:');
    const cache = new StatementCache(database, 2);
    const one = cache.prepare('SELECT 1');
    const two = cache.prepare('SELECT 2');
    expect(cache.prepare('SELECT 1')).toBe(one);
    cache.prepare('SELECT 3');
    expect(cache.size).toBe(2);
    expect(cache.prepare('SELECT 1')).toBe(one);
    expect(cache.prepare('SELECT 2')).not.toBe(two);
    database.close();
  });
});
