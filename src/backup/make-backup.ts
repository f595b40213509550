import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { sealedCredentials } from '../integrations/sealed-credentials.ts';
import { parseSealed } from '../security/sealed-text.ts';
import { copyDurably, replaceFile, syncFolder } from '../store/atomic-file.ts';
import { DATABASE_FILE, KEY_FILE, SETTINGS_FOLDER } from '../store/open-store.ts';
import { openSettings } from '../store/settings.ts';
import { settingsFiles } from '../store/settings-folder.ts';
import { copyDatabase } from '../store/sqlite-copy.ts';
import { BackupError } from './errors.ts';
import { INVENTORY_FILE, type Inventory, measureFiles } from './inventory.ts';

export interface BackupOptions {
  dataDir: string;
  /** Made by this; it may be there already if it is empty. */
  target: string;
  /** Without the key nobody can read the credentials of a backup that is stolen. */
  withKey: boolean;
  /** Of this BuildRunner. */
  version: string;
  now: () => Date;
}

/**
 * Copies what is kept, while BuildRunner works or not: all that was acknowledged before is in it. `target` appears when
 * it is whole. Throws `BackupError`, or `StoreError` where what is to be copied is damaged.
 */
export async function makeBackup(options: BackupOptions): Promise<Inventory> {
  const target = resolve(options.target);
  await refuseInhabited(target);
  const partial = join(dirname(target), `.${basename(target)}.partial`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, SETTINGS_FOLDER), { recursive: true, mode: 0o700 });
  try {
    const inventory = await fill(partial, options);
    await replaceFile(join(partial, INVENTORY_FILE), `${JSON.stringify(inventory, null, 2)}\n`);
    await rename(partial, target);
    await syncFolder(dirname(target));
    return inventory;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function fill(folder: string, { dataDir, withKey, version, now }: BackupOptions): Promise<Inventory> {
  const createdAt = now().toISOString();
  const source = join(dataDir, DATABASE_FILE);
  if (!existsSync(source)) {
    const advice = 'Is DATA_DIR right? The sandbox keeps its own in sandbox/bot within it.';
    throw new BackupError(`${source} does not exist, so there is nothing to back up. ${advice}`);
  }
  copyDatabase(source, join(folder, DATABASE_FILE));
  const paths = [DATABASE_FILE];
  // After the database: what its rows refer to is in the settings.
  for (const { path } of await settingsFiles(join(dataDir, SETTINGS_FOLDER))) {
    paths.push(join(SETTINGS_FOLDER, basename(path)));
    await copyDurably(path, join(folder, SETTINGS_FOLDER, basename(path)));
  }
  if (withKey) {
    const key = join(dataDir, KEY_FILE);
    if (!existsSync(key)) throw new BackupError(`${key} does not exist. Leave out --with-key.`);
    paths.push(KEY_FILE);
    await copyDurably(key, join(folder, KEY_FILE));
  }
  // Reading the copies is what shows that they can be read.
  const sealed = await sealedCredentials(openSettings({ directory: join(folder, SETTINGS_FOLDER) }));
  const keyIds = new Set(sealed.flatMap((credential) => parseSealed(credential.sealed)?.keyId ?? []));
  return {
    format: 1,
    version,
    createdAt,
    sealedWithKeys: [...keyIds],
    files: await measureFiles(folder, paths),
  };
}

async function refuseInhabited(target: string): Promise<void> {
  const names = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new BackupError(`${target} cannot be used: ${error.message}. Name a folder that is not there yet.`);
  });
  if (names.length === 0) return;
  throw new BackupError(`${target} is not empty. Each backup needs a folder of its own.`);
}
