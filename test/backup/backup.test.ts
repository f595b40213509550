import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BackupError } from '../../src/backup/errors.ts';
import { makeBackup } from '../../src/backup/make-backup.ts';
import { restoreBackup } from '../../src/backup/restore-backup.ts';
import { openVault } from '../../src/integrations/open-vault.ts';
import { lockDataDir } from '../../src/store/data-dir-lock.ts';
import { openStore } from '../../src/store/open-store.ts';
import { listPreviews } from '../../src/store/previews.ts';
import { contentsOf, copyDataDir, makeDataDir } from '../support/data-dir.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = () => new Date('2026-01-05T10:00:00.000Z');
let good: string;
let dataDir: string;
let target: string;
let elsewhere: string;

beforeAll(async () => {
  good = await makeDataDir();
});
beforeEach(async () => {
  dataDir = await copyDataDir(good);
  target = join(await temporaryFolder('backup'), 'monday');
  elsewhere = join(await temporaryFolder('restored'), 'data');
});

const backup = (withKey = false) => makeBackup({ dataDir, target, withKey, version: '1.2.3', now });
const restore = (force = false) => restoreBackup({ source: target, dataDir: elsewhere, force, now });

async function restored() {
  const store = await openStore({ dataDir: elsewhere, useLastGood: false, now });
  const previews = await listPreviews(store.database.db, 'T1', { limit: 100 });
  const { projects } = await store.settings.read('T1');
  const keyFile = join(elsewhere, 'vault.key');
  const { settings } = store;
  const open = () => openVault({ encryptionKey: undefined, keyFile, settings, acceptNewKey: false });
  return { previews: previews.length, projects: projects.map(({ id }) => id), open, close: store.close };
}

describe('a backup', () => {
  it('holds rows and settings but not the key, for its owner alone', async () => {
    const inventory = await backup();
    expect(Object.keys(inventory.files)).toEqual(['buildrunner.db', 'settings/T1.json']);
    expect(readdirSync(target).sort()).toEqual(['buildrunner.db', 'manifest.json', 'settings']);
    expect(JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8'))).toEqual(inventory);
    expect(statSync(target).mode & 0o777).toBe(0o700);
    for (const path of Object.keys(inventory.files)) {
      expect(statSync(join(target, path)).mode & 0o777).toBe(0o600);
    }
  });

  it('comes back elsewhere, and opens its credentials with the key that is put beside it', async () => {
    await backup();
    const { inventory } = await restore();
    expect(inventory).toMatchObject({ version: '1.2.3', createdAt: now().toISOString() });
    const house = await restored();
    expect(house).toMatchObject({ previews: 60, projects: ['default', 'web', 'api'] });
    await expect(house.open()).rejects.toThrow('vault.key is missing');
    writeFileSync(join(elsewhere, 'vault.key'), readFileSync(join(dataDir, 'vault.key')), { mode: 0o600 });
    const { keys } = await house.open();
    expect(inventory.sealedWithKeys).toEqual(keys.map(({ id }) => id));
    await house.close();
  });

  it('holds the key where that is asked for', async () => {
    await backup(true);
    await restore();
    const house = await restored();
    await house.open();
    await house.close();
  });

  it('changes nothing where it is taken', async () => {
    const before = contentsOf(dataDir);
    await backup();
    expect(contentsOf(dataDir)).toEqual(before);
  });

  it('is made while BuildRunner works', async () => {
    const store = await openStore({ dataDir, useLastGood: false, now });
    await backup();
    await store.close();
    await restore();
    const house = await restored();
    expect(house.previews).toBe(60);
    await house.close();
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'into a folder with something in it',
      () => mkdirSync(join(target, 'inside'), { recursive: true }),
      /is not empty/,
    ],
    ['into a file', () => writeFileSync(target, ''), /cannot be used/],
    [
      'of a folder without a database',
      () => rmSync(join(dataDir, 'buildrunner.db')),
      /does not exist.*DATA_DIR/,
    ],
    [
      'of a damaged database',
      () => truncateSync(join(dataDir, 'buildrunner.db'), 8_192),
      /buildrunner\.db: is damaged/,
    ],
    [
      'of damaged settings',
      () => truncateSync(join(dataDir, 'settings/T1.json'), 100),
      /T1\.json: is not valid JSON/,
    ],
  ])('is refused %s, and leaves nothing behind', async (_what, prepare, message) => {
    prepare();
    const before = readdirSync(join(target, '..'));
    await expect(backup()).rejects.toThrow(message);
    expect(readdirSync(join(target, '..'))).toEqual(before);
  });

  it('with a key that there is not is refused', async () => {
    rmSync(join(dataDir, 'vault.key'));
    await expect(backup(true)).rejects.toThrow('Leave out --with-key');
    expect(existsSync(target)).toBe(false);
  });
});

describe('a restore', () => {
  beforeEach(async () => {
    await backup();
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'a changed database',
      () => appendFileSync(join(target, 'buildrunner.db'), 'x'),
      /buildrunner\.db is not what was backed up/,
    ],
    [
      'changed settings',
      () => appendFileSync(join(target, 'settings/T1.json'), ' '),
      /T1\.json is not what was backed up/,
    ],
    ['a missing file', () => rmSync(join(target, 'settings/T1.json')), /T1\.json cannot be read/],
    ['no manifest', () => rmSync(join(target, 'manifest.json')), /manifest\.json is not a backup's manifest/],
    [
      'a manifest cut short',
      () => truncateSync(join(target, 'manifest.json'), 30),
      /not a backup's manifest/,
    ],
    [
      'a manifest that names a file elsewhere',
      () => editManifest((text) => text.replace('settings/T1.json', 'settings/../../T1.json')),
      /not a backup's manifest/,
    ],
    [
      'a manifest of another format',
      () => editManifest((text) => text.replace('"format": 1', '"format": 2')),
      /not a backup's manifest/,
    ],
  ])('of %s is refused before anything is changed', async (_what, damage, message) => {
    damage();
    await expect(restore()).rejects.toThrow(message);
    await expect(restore()).rejects.toThrow(BackupError);
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('into a folder that is in use is refused, with force as well', async () => {
    const unlock = lockDataDir(elsewhere);
    await expect(restore()).rejects.toThrow('is in use by another BuildRunner');
    await expect(restore(true)).rejects.toThrow('is in use by another BuildRunner');
    unlock();
    expect(contentsOf(elsewhere)).toEqual({});
  });

  it('over something is refused, and with force puts it aside', async () => {
    elsewhere = await copyDataDir(good);
    writeFileSync(join(elsewhere, 'settings/T2.json'), readFileSync(join(elsewhere, 'settings/T1.json')));
    const before = contentsOf(elsewhere);
    await expect(restore()).rejects.toThrow(/holds buildrunner\.db, settings already\. .*--force/);
    expect(contentsOf(elsewhere)).toEqual(before);

    const { aside = '' } = await restore(true);
    expect(contentsOf(aside)).toEqual(
      Object.fromEntries(Object.entries(before).filter(([path]) => path !== 'vault.key')),
    );
    expect(readdirSync(join(elsewhere, 'settings'))).toEqual(['T1.json']);
    const house = await restored();
    await house.open();
    await house.close();
  });
});

function editManifest(edit: (text: string) => string): void {
  const path = join(target, 'manifest.json');
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}
