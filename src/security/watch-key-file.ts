import { unwatchFile, watchFile } from 'node:fs';
import { readKeyFile } from './key-file.ts';
import type { VaultKey } from './vault-key.ts';

/** How often the file is looked at, in ms. By its time stamps, since it is replaced and not written to. */
export const KEY_FILE_WATCH_MS = 1_000;

/**
 * Tells of the keys each time the key file was replaced: how a running process learns of a new key. A file that is
 * gone or cannot be used is told to `onError`, and the keys there were go on. Returns what stops it.
 */
export function watchKeyFile(
  path: string,
  onKeys: (keys: readonly VaultKey[]) => Promise<void>,
  onError: (error: unknown) => void,
): () => void {
  const listener = () => {
    readKeyFile(path)
      .then((keys) => {
        if (!keys) throw new Error(`${path} is gone; the keys that were in it are still in use.`);
        return onKeys(keys);
      })
      .catch(onError);
  };
  watchFile(path, { interval: KEY_FILE_WATCH_MS, persistent: false }, listener);
  return () => unwatchFile(path, listener);
}
