import { unwatchFile, watchFile } from 'node:fs';
import { readKeyFile } from './key-file.ts';
import type { Redactor } from './redact.ts';
import type { Vault } from './vault.ts';

/** How often the file is looked at, in ms. By its time stamps, since it is replaced and not written to. */
export const KEY_FILE_WATCH_MS = 1_000;

export interface KeyFileFollower {
  /** Has `listener` called whenever the vault was given other keys. */
  onNewKeys(listener: () => Promise<void>): void;
  stop(): void;
}

/**
 * Gives the vault the keys of the file each time it is replaced: how a running process learns of a new key. Where the
 * file is gone or cannot be used the vault keeps the keys it has, and the log says so.
 */
export function followKeyFile(
  path: string,
  parts: {
    vault: Pick<Vault, 'setKeys' | 'currentKeyId'>;
    redactor: Pick<Redactor, 'remember'>;
    log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  },
): KeyFileFollower {
  const { vault, redactor, log } = parts;
  let listener = async () => {};

  async function read(): Promise<void> {
    const keys = await readKeyFile(path);
    if (!keys) throw new Error(`${path} is gone.`);
    for (const { key } of keys) redactor.remember(key.toString('base64'));
    vault.setKeys(keys);
    log.info({ key: vault.currentKeyId }, 'the vault has other keys');
    await listener();
  }

  const onChange = () => {
    read().catch((error: unknown) => {
      log.error({ err: error }, 'the key file cannot be used; the keys there were stay in use');
    });
  };
  watchFile(path, { interval: KEY_FILE_WATCH_MS, persistent: false }, onChange);
  return {
    onNewKeys(given) {
      listener = given;
    },
    stop: () => unwatchFile(path, onChange),
  };
}
