import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { loadOrCreateKeyFile } from './security/key-file.ts';
import type { Redactor } from './security/redact.ts';
import { createVault, type Vault } from './security/vault.ts';
import { parseKeys, type VaultKey } from './security/vault-key.ts';
import { watchKeyFile } from './security/watch-key-file.ts';

export interface OpenedVault {
  vault: Vault;
  /** Has `listener` called whenever the key file was given another key. */
  onNewKeys: (listener: () => Promise<void>) => void;
  stopWatching: () => void;
}

/**
 * The vault with the keys of the environment, which stay until the process ends, or with those of the key file, which
 * may be replaced meanwhile. Throws `KeyError`.
 */
export async function openVault(
  { encryptionKey, dataDir }: Pick<Config, 'encryptionKey' | 'dataDir'>,
  redactor: Pick<Redactor, 'remember'>,
  log: Pick<Logger, 'info' | 'error'>,
): Promise<OpenedVault> {
  const path = join(dataDir, 'vault.key');
  const keys = encryptionKey ? parseKeys(encryptionKey) : await loadOrCreateKeyFile(path);
  rememberAll(keys, redactor);
  const vault = createVault({ keys });
  if (encryptionKey) return { vault, onNewKeys: () => undefined, stopWatching: () => undefined };

  let listener = async () => {};
  const stopWatching = watchKeyFile(
    path,
    async (replaced) => {
      rememberAll(replaced, redactor);
      vault.useKeys(replaced);
      log.info({ key: vault.currentKeyId }, 'the vault has another key');
      await listener();
    },
    (error) => log.error({ err: error }, 'the key file cannot be used; the keys there were stay in use'),
  );
  return {
    vault,
    stopWatching,
    onNewKeys(given) {
      listener = given;
    },
  };
}

function rememberAll(keys: readonly VaultKey[], redactor: Pick<Redactor, 'remember'>): void {
  for (const { key } of keys) redactor.remember(key.toString('base64'));
}
