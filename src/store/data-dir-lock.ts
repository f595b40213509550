import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';

/**
 * Keeps a data folder to one process: two queues on one database would do everything twice. The lock is SQLite's own,
 * on a file beside the data, so the system gives it back however the process ends. Returns what gives it back.
 * Throws `StoreError` where another process holds it.
 */
export function lockDataDir(directory: string): () => void {
  const file = new DatabaseSync(lockFile(directory), { timeout: 0 });
  try {
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    const advice = 'Stop that one first, or give this one a DATA_DIR of its own.';
    throw new StoreError('unusable', directory, 'is in use by another BuildRunner.', advice, error);
  }
  return () => file.close();
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
