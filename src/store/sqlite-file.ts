import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';

/** `BRun` in ASCII, in the file's header: tells our file from another program's. */
const APPLICATION_ID = 0x4252756e;
const BUSY_TIMEOUT_MS = 5_000;
const CHECK_ALWAYS_UP_TO_BYTES = 64 * 1024 * 1024;

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

const RESTORE =
  'Stop BuildRunner and put a backup in its place: npm run restore -- <folder of the backup> --force';

/**
 * Opens a SQLite file for us, making it and its folder where there is none, readable by its owner alone.
 * A damaged or another program's file is refused with a `StoreError`, never repaired or overwritten.
 */
export function openSqliteFile(path: string): DatabaseSync {
  const check = wantsCheck(path);
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') makeFile(path);
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    refuseForeign(database, path);
    if (idOf(database) === 0) database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    // WAL with synchronous=FULL: what was committed survives a power cut, and readers never wait.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    if (check) refuseDamaged(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw asStoreError(error, path);
  }
}

/** What SQLite says about a file of ours, as a person can act on it; other errors stay as they are. */
export function asStoreError(error: unknown, path: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = 'errcode' in error ? error.errcode : undefined;
  if (code === SQLITE_NOTADB) {
    return new StoreError('foreign', path, 'is not a SQLite database.', RESTORE, error);
  }
  if (code === SQLITE_CORRUPT) {
    return new StoreError('corrupt', path, `is damaged: ${error.message}.`, RESTORE, error);
  }
  const advice = 'Check that its folder exists, has free space and may be written by this user.';
  return new StoreError('unusable', path, `cannot be opened: ${error.message}.`, advice, error);
}

/**
 * A full check reads the whole file, so a big one is checked only where the last process did not close it: then
 * its write-ahead log is still there. That a file was cut short SQLite finds by itself.
 */
function wantsCheck(path: string): boolean {
  if (path === ':memory:' || !existsSync(path)) return false;
  return existsSync(`${path}-wal`) || statSync(path).size <= CHECK_ALWAYS_UP_TO_BYTES;
}

function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

function idOf(database: DatabaseSync): unknown {
  return database.prepare('PRAGMA application_id').get()?.application_id;
}

/** Throws `StoreError` for another program's database; a new one is nobody's yet. */
export function refuseForeign(database: DatabaseSync, path: string): void {
  const id = idOf(database);
  const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n;
  if (id === APPLICATION_ID || (id === 0 && tables === 0)) return;
  const advice = 'Point DATA_DIR at a folder of BuildRunner’s own.';
  throw new StoreError('foreign', path, 'is a SQLite database, but not one of BuildRunner.', advice);
}

/** Throws `StoreError` where SQLite finds damage. */
export function refuseDamaged(database: DatabaseSync, path: string): void {
  const finding = database.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (finding === 'ok') return;
  const problem = String(finding).replaceAll('\n', ' ');
  throw new StoreError('corrupt', path, `is damaged: ${problem}.`, RESTORE);
}
