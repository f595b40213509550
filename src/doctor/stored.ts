import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openVault } from '../integrations/open-vault.ts';
import { type SealedCredential, sealedCredentials } from '../integrations/sealed-credentials.ts';
import type { Vault } from '../security/vault.ts';
import { StoreError } from '../store/errors.ts';
import { DATABASE_FILE, KEY_FILE } from '../store/open-store.ts';
import type { SettingsStore } from '../store/settings.ts';
import { checkDatabaseFile } from '../store/sqlite-copy.ts';
import { type Finding, fail, ok, problemOf } from './finding.ts';

export interface StoredOptions {
  dataDir: string;
  encryptionKey: string | undefined;
  settings: SettingsStore;
}

export interface Stored {
  findings: Finding[];
  /** Opens the credentials; undefined where there are none, or where it cannot. */
  vault: Vault | undefined;
}

/** Reads through what is kept, as a start does, and changes nothing: BuildRunner may be running. */
export async function checkStored(options: StoredOptions): Promise<Stored> {
  const database = checkDatabase(join(options.dataDir, DATABASE_FILE));
  let sealed: SealedCredential[];
  try {
    sealed = await sealedCredentials(options.settings);
  } catch (error) {
    return { findings: [database, refused('Settings', error)], vault: undefined };
  }
  const { finding, vault } = await checkVault(options, sealed.length);
  return { findings: [database, ok('Settings', 'can be read'), finding], vault };
}

function checkDatabase(path: string): Finding {
  if (!existsSync(path)) return ok('Database', 'made at the first start');
  try {
    checkDatabaseFile(path);
    return ok('Database', 'sound');
  } catch (error) {
    return refused('Database', error);
  }
}

async function checkVault(
  options: StoredOptions,
  credentials: number,
): Promise<{ finding: Finding; vault: Vault | undefined }> {
  const keyFile = join(options.dataDir, KEY_FILE);
  const isMadeLater = options.encryptionKey === undefined && !existsSync(keyFile);
  if (credentials === 0 && isMadeLater) {
    return { finding: ok('Vault', 'its key is made at the first start'), vault: undefined };
  }
  try {
    const { vault } = await openVault({ ...options, keyFile, acceptNewKey: false });
    return { finding: ok('Vault', `its key opens all ${credentials} credentials`), vault };
  } catch (error) {
    return { finding: refused('Vault', error), vault: undefined };
  }
}

/** What a start is refused for. */
function refused(what: string, error: unknown): Finding {
  if (!(error instanceof StoreError)) return fail(what, problemOf(error), 'A start is refused for it.');
  return fail(what, error.message.replace(error.advice, '').trim(), error.advice);
}
