import { randomBytes as systemRandomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KEY_BYTES, KeyError, parseKeys, type VaultKey } from './vault-key.ts';

const OWNER_ONLY = 0o600;

/**
 * Reads the vault's keys from a file of mode 0600, or makes the file with one fresh key where there is none yet.
 * One base64 key a line: the first seals, all open.
 *
 * Throws `KeyError`, naming the file and the mend, for a file that others may read or that holds no proper key.
 * A damaged file is never replaced: what was sealed with its key would be lost.
 */
export async function loadOrCreateKeyFile(
  path: string,
  randomBytes: (size: number) => Buffer = systemRandomBytes,
): Promise<VaultKey[]> {
  const existing = await readKeyFile(path);
  if (existing) return existing;
  await createKeyFile(path, randomBytes);
  const created = await readKeyFile(path);
  if (!created) throw new KeyError(`${path} was removed while it was being created.`);
  return created;
}

async function readKeyFile(path: string): Promise<VaultKey[] | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    // Asked of the open file, not of the path: the two cannot be swapped in between.
    const { mode } = await file.stat();
    if ((mode & 0o777 & ~OWNER_ONLY) !== 0) {
      const found = (mode & 0o777).toString(8).padStart(4, '0');
      throw new KeyError(`${path} has mode ${found}, so others may read the key. Run: chmod 600 ${path}`);
    }
    return parseKeys(await file.readFile('utf8'));
  } catch (error) {
    if (error instanceof KeyError && !error.message.startsWith(path)) {
      throw new KeyError(
        `${path}: ${error.message} To keep what was sealed, restore the file from a backup.`,
      );
    }
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * Written aside and linked into place: linking is as exclusive as O_EXCL, and neither a crash nor a second process
 * starting at the same moment ever sees a key file that is not whole.
 */
async function createKeyFile(path: string, randomBytes: (size: number) => Buffer): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const aside = `${path}.${systemRandomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(aside, 'wx', OWNER_ONLY);
    try {
      await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(aside, path);
  } catch (error) {
    // Another process was first: its key is the key.
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(aside).catch(() => undefined);
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
