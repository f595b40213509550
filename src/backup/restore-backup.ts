import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyDurably, syncFolder } from '../store/atomic-file.ts';
import { lockDataDir } from '../store/data-dir-lock.ts';
import { DATABASE_FILE, KEY_FILE, openStore, SETTINGS_FOLDER } from '../store/open-store.ts';
import { BackupError } from './errors.ts';
import { type Inventory, verifiedInventory } from './inventory.ts';

export interface RestoreOptions {
  /** The folder of the backup. */
  source: string;
  dataDir: string;
  /** What is there is put aside instead of being a reason to refuse. */
  force: boolean;
  now: () => Date;
}

export interface Restored {
  inventory: Inventory;
  /** Where what was there before is kept. */
  aside: string | undefined;
}

/** What a restore replaces, and so what must not be there. */
const KEPT = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, SETTINGS_FOLDER];

/**
 * Puts a backup in the place of what is kept. Everything is verified, and opened as a start would, before anything is
 * changed. Throws `BackupError`, or `StoreError` where BuildRunner is running or does not understand what it finds.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { source, dataDir, now } = options;
  const inventory = await verifiedInventory(source);
  const hasKey = KEY_FILE in inventory.files;
  const unlock = lockDataDir(dataDir);
  const staging = join(dataDir, '.restoring');
  try {
    const replaced = await presentIn(dataDir, hasKey ? [...KEPT, KEY_FILE] : KEPT);
    if (replaced.length > 0 && !options.force) {
      throw new BackupError(
        `${dataDir} holds ${replaced.join(', ')} already. Restore into another DATA_DIR, or add --force: what is there is then put aside.`,
      );
    }
    await rm(staging, { recursive: true, force: true });
    for (const path of Object.keys(inventory.files)) {
      await mkdir(dirname(join(staging, path)), { recursive: true, mode: 0o700 });
      await copyDurably(join(source, path), join(staging, path));
    }
    await (await openStore({ dataDir: staging, useLastGood: false, now })).close();
    const aside = join(dataDir, `before-restore-${now().toISOString().replaceAll(':', '-')}`);
    await move(replaced, dataDir, aside);
    await move(await presentIn(staging, [...KEPT, KEY_FILE]), staging, dataDir);
    return { inventory, aside: replaced.length > 0 ? aside : undefined };
  } finally {
    await rm(staging, { recursive: true, force: true });
    unlock();
  }
}

async function presentIn(folder: string, names: readonly string[]): Promise<string[]> {
  const present = new Set(await readdir(folder));
  return names.filter((name) => present.has(name));
}

async function move(names: readonly string[], from: string, to: string): Promise<void> {
  if (names.length === 0) return;
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of names) await rename(join(from, name), join(to, name));
  for (const folder of [from, to]) await syncFolder(folder);
}
