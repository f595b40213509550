import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';

const SQLITE_BUSY = 5;
const SQLITE_NOTADB = 26;

/**
 * Keeps a data folder, which is made where there is none, to one process: two queues on one database would do
 * everything twice. The lock is SQLite's own, on a file beside the data, so the system gives it back however the
 * process ends. Returns what gives it back. Throws `StoreError` where another process holds it or the folder cannot be
 * used.
 */
export function lockDataDir(directory: string): () => void {
  const path = lockFile(directory);
  let file: DatabaseSync | undefined;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    file = new DatabaseSync(path, { timeout: 0 });
    file.exec('begin exclusive');
    const held = file;
    return () => held.close();
  } catch (error) {
    file?.close();
    throw explain(error, directory, path);
  }
}

function explain(error: unknown, directory: string, path: string): StoreError {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  if (code === SQLITE_BUSY) {
    const advice = 'Stop that one first, or give this one a DATA_DIR of its own.';
    return new StoreError('unusable', directory, 'is in use by another BuildRunner.', advice, error);
  }
  if (code === SQLITE_NOTADB) {
    const advice = `Nothing is kept in it: remove it, and start again. rm ${path}`;
    return new StoreError('foreign', path, 'is not BuildRunner’s lock.', advice, error);
  }
  const problem = `cannot be used: ${error instanceof Error ? error.message : error}.`;
  const advice = 'DATA_DIR must be a folder that belongs to the user BuildRunner runs as, with free space.';
  return new StoreError('unusable', directory, problem, advice, error);
}

/** Whether a process works with this data folder now. Takes nothing and makes nothing. */
export function isDataDirLocked(directory: string): boolean {
  if (!existsSync(lockFile(directory))) return false;
  const file = new DatabaseSync(lockFile(directory), { readOnly: true, timeout: 0 });
  try {
    file.prepare('select 1 from sqlite_schema').all();
    return false;
  } catch {
    return true;
  } finally {
    file.close();
  }
}

function lockFile(directory: string): string {
  return join(directory, 'lock');
}
