import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sealContext } from '../../src/integrations/sealed-integration.ts';
import { loadOrCreateKeyFile } from '../../src/security/key-file.ts';
import { createVault } from '../../src/security/vault.ts';
import { openStore } from '../../src/store/open-store.ts';
import { insertPreview } from '../../src/store/previews.ts';
import { previewRow } from '../store/rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const CREDENTIAL = 'vercel_token_1234567890';

/** A data folder as a BuildRunner leaves it: some rows, an integration with a sealed credential, its last good copy. */
export async function makeDataDir(): Promise<string> {
  const dataDir = join(await temporaryFolder('data'), 'data');
  const now = () => new Date('2026-01-05T10:00:00.000Z');
  const store = await openStore({ dataDir, useLastGood: false, now });
  await store.database.transaction(async (transaction) => {
    for (let i = 0; i < 60; i += 1) {
      await insertPreview(transaction, previewRow({ id: `pv-${i}`, failure: 'x'.repeat(1_000) }));
    }
  });
  const vault = createVault({ keys: await loadOrCreateKeyFile(join(dataDir, 'vault.key')) });
  await store.settings.update('T1', (draft) => void draft.projects.push({ id: 'web', name: 'Web' }));
  await store.settings.update('T1', (draft) => {
    const integration = { id: 'int-1', projectId: 'web', provider: 'vercel' };
    draft.integrations.push({
      ...integration,
      fields: { project_name: 'web-app' },
      credentials: { token: vault.seal(CREDENTIAL, sealContext('T1', integration)('token')) },
      configuredBy: 'U1',
      configuredAt: now().toISOString(),
    });
  });
  await store.settings.update('T1', (draft) => void draft.projects.push({ id: 'api', name: 'API' }));
  await store.close();
  return dataDir;
}

/** A copy that may be damaged. */
export async function copyDataDir(dataDir: string): Promise<string> {
  const copy = join(await temporaryFolder('data'), 'data');
  mkdirSync(copy, { mode: 0o700 });
  cpSync(dataDir, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

/** What stands in a folder, to see whether anything has changed: hash and mode by path; the lock apart. */
export function contentsOf(folder: string): Record<string, string> {
  const paths = globSync('**', { cwd: folder }).filter((path) => !['.', 'lock'].includes(path));
  return Object.fromEntries(
    paths.sort().map((path) => {
      const stats = statSync(join(folder, path));
      const hash = stats.isFile()
        ? createHash('sha256')
            .update(readFileSync(join(folder, path)))
            .digest('hex')
        : 'folder';
      return [path, `${hash} ${(stats.mode & 0o777).toString(8)}`];
    }),
  );
}
