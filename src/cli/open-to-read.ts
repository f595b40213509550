import { join } from 'node:path';
import { dataDirOf } from '../config.ts';
import { StoreError } from '../store/errors.ts';
import { DATABASE_FILE } from '../store/open-store.ts';
import { openReadOnly, type ReadOnlyDatabase } from '../store/read-only.ts';
import { folderHolding } from './folder-holding.ts';

/** Opens the database of `DATA_DIR` for reading alone. Throws `StoreError`. */
export function openToRead(): ReadOnlyDatabase {
  const dataDir = dataDirOf(process.env);
  const folder = folderHolding(DATABASE_FILE, dataDir);
  if (folder !== undefined) return openReadOnly(join(folder, DATABASE_FILE));
  const advice = 'Set DATA_DIR to the folder of your BuildRunner, or start it once.';
  throw new StoreError('unusable', dataDir, 'holds no database yet.', advice);
}
