import { existsSync } from 'node:fs';
import { loadOrCreateKeyFile } from '../security/key-file.ts';
import { createVault, type Vault, VaultError } from '../security/vault.ts';
import { KeyError, parseKeys, type VaultKey } from '../security/vault-key.ts';
import type { SettingsStore } from '../store/settings.ts';
import { type SealedCredential, sealedCredentials } from './sealed-credentials.ts';

export interface VaultOptions {
  /** `BUILDRUNNER_ENCRYPTION_KEY`; the key file is used where it is not set. */
  encryptionKey: string | undefined;
  keyFile: string;
  settings: Pick<SettingsStore, 'workspaces' | 'read'>;
  /** The old key is lost: what it sealed is to be typed anew. */
  acceptNewKey: boolean;
}

/**
 * Opens the vault and tries its keys on every credential that is kept: a wrong key is found at the start, and before a
 * fresh one is made in the place of one that is missing. Throws `KeyError`, naming the file and the mend.
 */
export async function openVault(options: VaultOptions): Promise<{ vault: Vault; keys: VaultKey[] }> {
  const sealed = options.acceptNewKey ? [] : await sealedCredentials(options.settings);
  const keys = await keysOf(options, sealed);
  const vault = createVault({ keys });
  for (const credential of sealed) tryOn(vault, credential, options);
  return { vault, keys };
}

async function keysOf(options: VaultOptions, sealed: readonly SealedCredential[]): Promise<VaultKey[]> {
  const { encryptionKey, keyFile } = options;
  if (encryptionKey !== undefined) return parseKeys(encryptionKey);
  if (sealed.length > 0 && !existsSync(keyFile)) {
    throw new KeyError(
      `${keyFile} is missing, though there are credentials that were sealed with it. ${MEND}`,
    );
  }
  try {
    return await loadOrCreateKeyFile(keyFile);
  } catch (error) {
    if (error instanceof KeyError) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    throw new KeyError(
      `${keyFile} cannot be used: ${problem}. It must belong to the user BuildRunner runs as.`,
    );
  }
}

const MEND =
  'Put the key back from a backup, or set it as BUILDRUNNER_ENCRYPTION_KEY. Where it is lost for good: npm start -- --new-key, and configure the integrations again.';

function tryOn(vault: Vault, { sealed, context }: SealedCredential, options: VaultOptions): void {
  try {
    vault.open(sealed, context);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const key = options.encryptionKey === undefined ? options.keyFile : 'BUILDRUNNER_ENCRYPTION_KEY';
    const what = `the ${context.field} of ${context.provider} in workspace ${context.workspaceId}`;
    throw new KeyError(`${key} does not open ${what}: ${error.message} ${MEND}`);
  }
}
