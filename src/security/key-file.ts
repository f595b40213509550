import { randomBytes as systemRandomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, rename, unlink } from 'node:fs/promises';
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

/** The keys of a file, or undefined where there is none. Throws `KeyError` as above. */
export async function readKeyFile(path: string): Promise<VaultKey[] | undefined> {
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
  await mkdir(dirname(path), { recursive: true });
  await writeAside(path, [randomBytes(KEY_BYTES)], async (aside) => {
    // Where another process was first, its key is the key.
    await link(aside, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  });
}

/**
 * Puts these keys in the place of those in a key file, the first one to seal. Whenever the machine stops, the file
 * holds the ones or the others.
 */
export async function replaceKeyFile(path: string, keys: readonly VaultKey[]): Promise<void> {
  const bytes = keys.map(({ key }) => key);
  await writeAside(path, bytes, (aside) => rename(aside, path));
}

async function writeAside(
  path: string,
  keys: readonly Buffer[],
  putInPlace: (aside: string) => Promise<void>,
): Promise<void> {
  const aside = `${path}.${systemRandomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(aside, 'wx', OWNER_ONLY);
    try {
      await file.writeFile(keys.map((key) => `${key.toString('base64')}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
    await putInPlace(aside);
  } finally {
    await unlink(aside).catch(() => undefined);
  }
  await syncFolder(dirname(path));
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
