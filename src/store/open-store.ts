import { join } from 'node:path';
import { lockDataDir } from './data-dir-lock.ts';
import { type Database, openDatabase } from './database.ts';
import { goBackToLastGood, type WentBack } from './last-good-settings.ts';
import { openSettings, type SettingsStore } from './settings.ts';

/** Where in `DATA_DIR` what is kept. */
export const DATABASE_FILE = 'buildrunner.db';
export const SETTINGS_FOLDER = 'settings';
export const KEY_FILE = 'vault.key';

export interface Store {
  database: Database;
  settings: SettingsStore;
  /** Settings that had to be taken from their last good copy. */
  wentBack: WentBack[];
  close(): Promise<void>;
}

/**
 * Opens all that is kept in a data folder, for this process alone, and reads it through: what is damaged is refused now
 * with a `StoreError`, not met in the middle of the work.
 *
 * @param useLastGood settings that are damaged are replaced by their last good copy
 */
export async function openStore(options: {
  dataDir: string;
  useLastGood: boolean;
  now: () => Date;
}): Promise<Store> {
  const { dataDir } = options;
  const unlock = lockDataDir(dataDir);
  let database: Database | undefined;
  try {
    const opened = await openDatabase({ path: join(dataDir, DATABASE_FILE) });
    database = opened;
    const directory = join(dataDir, SETTINGS_FOLDER);
    const wentBack = options.useLastGood ? await goBackToLastGood(directory, options.now()) : [];
    const settings = openSettings({ directory });
    for (const workspaceId of await settings.workspaces()) await settings.read(workspaceId);
    return {
      database: opened,
      settings,
      wentBack,
      async close() {
        await opened.close();
        unlock();
      },
    };
  } catch (error) {
    await database?.close();
    unlock();
    throw error;
  }
}
