import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followKeyFile } from '../../src/security/follow-key-file.ts';
import { loadOrCreateKeyFile, replaceKeyFile } from '../../src/security/key-file.ts';
import { createVault } from '../../src/security/vault.ts';
import { KeyError, keyIdFor, type VaultKey } from '../../src/security/vault-key.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { until } from '../support/until.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buildrunner-key-'));
  path = join(folder, 'vault.key');
});

afterEach(() => rm(folder, { recursive: true }));

async function modeOf(file: string): Promise<string> {
  return ((await stat(file)).mode & 0o777).toString(8);
}

describe('the key file', () => {
  test('is made once, readable by its owner alone, and read from then on', async () => {
    const created = await loadOrCreateKeyFile(path);
    expect(created.map(({ key }) => key.length)).toEqual([32]);
    expect(await modeOf(path)).toBe('600');
    expect(await loadOrCreateKeyFile(path)).toEqual(created);
    expect(await readdir(folder)).toEqual(['vault.key']);
  });

  test('is made in a folder that is not there yet', async () => {
    await loadOrCreateKeyFile(join(folder, 'data', 'vault.key'));
    expect(await readdir(join(folder, 'data'))).toEqual(['vault.key']);
  });

  test('holds the key in base64, fit for BUILDRUNNER_ENCRYPTION_KEY', async () => {
    await loadOrCreateKeyFile(path, (size) => Buffer.alloc(size, 5));
    expect(await readFile(path, 'utf8')).toBe(`${Buffer.alloc(32, 5).toString('base64')}\n`);
  });

  test('may hold several keys, the newest first', async () => {
    const lines = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((key) => key.toString('base64'));
    await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
    expect((await loadOrCreateKeyFile(path)).map(({ key }) => key[0])).toEqual([1, 2]);
  });

  test('processes that start at the same moment end up with one key', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateKeyFile(path)));
    expect(new Set(all.map(([first]) => first?.id)).size).toBe(1);
    expect(await readdir(folder)).toEqual(['vault.key']);
  });

  test('may be readable only', async () => {
    const created = await loadOrCreateKeyFile(path);
    await chmod(path, 0o400);
    expect(await loadOrCreateKeyFile(path)).toEqual(created);
  });

  test.each([0o640, 0o604, 0o660, 0o666, 0o700, 0o644])(
    'of mode %o is refused, with the mend',
    async (mode) => {
      await loadOrCreateKeyFile(path);
      await chmod(path, mode);
      const loading = loadOrCreateKeyFile(path);
      await expect(loading).rejects.toThrow(KeyError);
      await expect(loading).rejects.toThrow(`mode 0${mode.toString(8)}`);
      await expect(loading).rejects.toThrow(`chmod 600 ${path}`);
    },
  );

  test.each([
    ['empty', ''],
    ['cut short', Buffer.alloc(20, 3).toString('base64')],
    ['not a key', 'hunter2 hunter2'],
  ])('that is %s is refused, named, and left as it is', async (_what, content) => {
    await writeFile(path, content, { mode: 0o600 });
    const loading = loadOrCreateKeyFile(path);
    await expect(loading).rejects.toThrow(KeyError);
    await expect(loading).rejects.toThrow(path);
    await expect(loading).rejects.not.toThrow('hunter2');
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  test('that cannot be written says so', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(loadOrCreateKeyFile(join(folder, 'file', 'vault.key'))).rejects.toThrow(/ENOTDIR|EEXIST/);
  });
});

describe('a key file that is given another key', () => {
  const another = Buffer.alloc(32, 9);
  const newKey: VaultKey = { id: keyIdFor(another), key: another };

  test('holds the new one in front, is still its owner’s alone, and leaves nothing beside it', async () => {
    const created = await loadOrCreateKeyFile(path);
    await replaceKeyFile(path, [newKey, ...created]);
    expect(await loadOrCreateKeyFile(path)).toEqual([newKey, ...created]);
    expect(await modeOf(path)).toBe('600');
    expect(await readdir(folder)).toEqual(['vault.key']);
  });

  test('is followed by a running vault; one that is damaged leaves it as it is', async () => {
    const [created] = await loadOrCreateKeyFile(path);
    const vault = createVault({ keys: [created!] });
    const remembered: string[] = [];
    const log = recordedLog();
    let told = 0;
    const follower = followKeyFile(path, {
      vault,
      redactor: { remember: (secret) => void remembered.push(secret) },
      log,
    });
    follower.onNewKeys(async () => {
      told += 1;
    });
    await replaceKeyFile(path, [newKey, created!]);
    await until(() => told > 0);
    expect(vault.currentKeyId).toBe(newKey.id);
    expect(remembered).toContain(another.toString('base64'));

    await writeFile(path, 'nonsense');
    await until(() => log.lines.some(({ level }) => level === 'error'));
    expect(vault.currentKeyId).toBe(newKey.id);
    expect(JSON.stringify(log.lines)).not.toContain('nonsense');
    follower.stop();
  });
});
