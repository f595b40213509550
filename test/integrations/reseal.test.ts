import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from '../../src/governance/audit.ts';
import { createResealHandler, keysInUse } from '../../src/integrations/reseal.ts';
import { sealContext, WEBHOOK_SECRET_FIELD } from '../../src/integrations/sealed-integration.ts';
import { createVault } from '../../src/security/vault.ts';
import { keyIdFor } from '../../src/security/vault-key.ts';
import type { Database } from '../../src/store/database.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { openSettings, type SettingsStore } from '../../src/store/settings.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const RUN = { attempt: 1, signal: new AbortController().signal };
const WORKSPACES = ['T1', 'T2', 'T3'];
const key = () => {
  const bytes = randomBytes(32);
  return { id: keyIdFor(bytes), key: bytes };
};
const [oldKey, newKey] = [key(), key()];

let database: Database;
let settings: SettingsStore;
let directory: string;
let newId: () => string;

beforeEach(async () => {
  database = await engines[0]!.open();
  directory = join(await temporaryFolder('reseal'), 'settings');
  settings = openSettings({ directory });
  const old = createVault({ keys: [oldKey] });
  for (const workspaceId of WORKSPACES) {
    await settings.update(workspaceId, ({ integrations }) => {
      const contextOf = sealContext(workspaceId, { projectId: 'default', provider: 'vercel' });
      integrations.push({
        id: `int-${workspaceId}`,
        projectId: 'default',
        provider: 'vercel',
        fields: { project_name: 'web-app' },
        credentials: { token: old.seal(`token-of-${workspaceId}`, contextOf('token')) },
        webhook: { url: 'https://x', secret: old.seal('signs', contextOf(WEBHOOK_SECRET_FIELD)) },
        configuredBy: 'U1',
        configuredAt: '2026-01-05T10:00:00.000Z',
      });
    });
  }
  let counter = 0;
  newId = () => {
    counter += 1;
    return `e${counter}`;
  };
});
afterEach(() => database.close());

function open(keys = [newKey, oldKey], store = settings) {
  const vault = createVault({ keys });
  const log = recordedLog();
  const audit = createAudit({ now: () => new Date('2026-01-05T10:00:00.000Z'), newId });
  const reseal = createResealHandler({ settings: store, vault, audit, database, log: log as never });
  return { vault, log, reseal: () => reseal({}, RUN) };
}

const keysOf = async (workspaceId: string) => [...keysInUse(await settings.read(workspaceId))];

async function tokenIn(workspaceId: string, keys = [newKey]): Promise<string> {
  const [integration] = (await settings.read(workspaceId)).integrations;
  const vault = createVault({ keys });
  return vault.open(integration!.credentials.token!, sealContext(workspaceId, integration!)('token'));
}

describe('promise 15: a key is rotated without downtime', () => {
  it('seals everything with the new key, so that the old one is needed no more', async () => {
    await open().reseal();
    for (const workspaceId of WORKSPACES) {
      expect(await keysOf(workspaceId)).toEqual([newKey.id]);
      expect(await tokenIn(workspaceId)).toBe(`token-of-${workspaceId}`);
    }
    expect(await readFile(join(directory, 'T1.json'), 'utf8')).not.toContain(oldKey.id);
  });

  it('has everything open at every moment, and goes on where it was cut off', async () => {
    const broken: SettingsStore = {
      ...settings,
      update: (workspaceId, change) =>
        workspaceId === 'T2' ? Promise.reject(new Error('killed')) : settings.update(workspaceId, change),
    };
    await expect(open([newKey, oldKey], broken).reseal()).rejects.toThrow('killed');
    expect(await keysOf('T1')).toEqual([newKey.id]);
    expect(await keysOf('T2')).toEqual([oldKey.id]);
    for (const workspaceId of WORKSPACES) {
      expect(await tokenIn(workspaceId, [newKey, oldKey])).toBe(`token-of-${workspaceId}`);
    }
    await open().reseal();
    expect(await keysOf('T2')).toEqual([newKey.id]);
    expect(await keysOf('T3')).toEqual([newKey.id]);
  });

  it('changes nothing where nothing is due', async () => {
    await open().reseal();
    const before = await readFile(join(directory, 'T1.json'), 'utf8');
    await open().reseal();
    expect(await readFile(join(directory, 'T1.json'), 'utf8')).toBe(before);
  });

  it('is told in the audit log, with the names of the keys and nothing of them', async () => {
    await open().reseal();
    const [event, ...more] = await listRunnerEvents(database.db, 'T1', { limit: 10 });
    expect(more).toEqual([]);
    expect(event).toMatchObject({ action: 'vault.resealed', actor: 'system' });
    expect(JSON.parse(event!.payload)).toEqual({ key: newKey.id, from: [oldKey.id], secrets: 2 });
  });

  it('leaves what it cannot open as it is, seals the rest, and says which', async () => {
    await settings.update('T1', ({ integrations: [integration] }) => {
      const lost = createVault({ keys: [key()] });
      const { token } = integration!.credentials;
      integration!.credentials.other = lost.seal('x', sealContext('T1', integration!)('other'));
      integration!.credentials.token = token!;
    });
    const { reseal, log } = open();
    await reseal();
    expect(await tokenIn('T1')).toBe('token-of-T1');
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({ integration: 'int-T1', field: 'other' }),
      }),
    );
  });
});
