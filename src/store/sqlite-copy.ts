import { chmodSync, closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { asStoreError, refuseDamaged } from './sqlite-file.ts';

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Copies a database of ours that may be in use: as it is at one moment, while its writers go on. Durable when this
 * returns. Throws `StoreError` where the database is damaged.
 */
export function copyDatabase(from: string, to: string): void {
  try {
    reading(from, (source) => source.prepare('VACUUM INTO ?').run(to));
    chmodSync(to, 0o600);
    reading(to, (copy) => refuseDamaged(copy, from));
    const file = openSync(to, 'r');
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    throw asStoreError(error, from);
  }
}

/** Has SQLite look for damage in a database that may be in use. Throws `StoreError` where it finds some. */
export function checkDatabaseFile(path: string): void {
  try {
    reading(path, (database) => refuseDamaged(database, path));
  } catch (error) {
    throw asStoreError(error, path);
  }
}

/**
 * A read-only connection leaves the write-ahead log that it made behind, so one is used only where there is a log: the
 * database is in use, or was when its process ended, and neither is to be tidied up by us.
 */
function reading(path: string, work: (database: DatabaseSync) => unknown): void {
  const readOnly = existsSync(`${path}-wal`);
  const database = new DatabaseSync(path, { readOnly, timeout: BUSY_TIMEOUT_MS });
  try {
    work(database);
  } finally {
    database.close();
  }
}
