import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connections } from '../../src/integrations/connections.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { createAnnounceDeploymentHandler } from '../../src/notifications/announce-deployment.ts';
import type { Database } from '../../src/store/database.ts';
import { openSettings, type SettingsStore } from '../../src/store/settings.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { FakePlatform } from '../previews/fake-platform.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { subscription } from './subscription.ts';

const now = () => new Date('2026-01-05T10:00:00.000Z');
const run = { attempt: 1, signal: new AbortController().signal };
const about = { workspaceId: 'T1', integrationId: 'int-v', externalId: 'dpl_1' };

let database: Database;
let settings: SettingsStore;
let platform: FakePlatform;

beforeEach(async () => {
  database = await engines[0]!.open();
  settings = openSettings({ directory: join(await temporaryFolder('announce'), 'settings') });
  platform = new FakePlatform(now);
  const base = { fields: {}, credentials: {}, configuredBy: 'U1', configuredAt: 'x' };
  await settings.update('T1', (draft) => {
    draft.integrations = [{ id: 'int-v', provider: 'vercel', projectId: 'default', ...base }];
    draft.subscriptions = [
      subscription('C1', ['deployment.completed']),
      subscription('C1', ['deployment.completed', 'build.failed']),
      subscription('C2', ['build.failed']),
      { ...subscription('C3', ['deployment.completed']), projectId: 'other' },
    ];
  });
});
afterEach(() => database.close());

/** What is to be delivered after the announcement has run this often. */
async function announced(times = 1) {
  let counter = 0;
  const newId = () => String(++counter);
  const queue = createSqliteQueue({ database, now, newId, log: recordedLog() });
  const connections = {
    withPlatform: (_workspace: string, _integration: string, work: (of: FakePlatform) => unknown) =>
      work(platform),
  } as unknown as Connections;
  const handle = createAnnounceDeploymentHandler({ database, settings, queue, connections, now });
  for (let count = 0; count < times; count += 1) await handle(about, run);
  return database.db.selectFrom('jobs').select(['key', 'payload']).execute();
}

describe('a production deployment', () => {
  it('is told once in each channel that asked for it, as its vendor has it', async () => {
    platform.add({
      externalId: 'dpl_1',
      target: 'production',
      state: 'ready',
      branch: 'main',
      commit: { sha: 'abc' },
    });
    const jobs = await announced(2);
    expect(jobs.map(({ key }) => key)).toEqual(['deployment:int-v:dpl_1:ready@C1']);
    expect(JSON.parse(jobs[0]?.payload ?? '').message.reported).toEqual({
      externalId: 'dpl_1',
      state: 'ready',
      branch: 'main',
      commit: { sha: 'abc' },
      url: 'https://dpl_1.example',
    });
  });

  it.each([
    ['is still building', { target: 'production', state: 'building' }],
    ['is of a preview', { target: 'preview', state: 'ready' }],
    ['is gone', undefined],
  ] as const)('is not told of where it %s', async (_, deployment) => {
    if (deployment) platform.add({ externalId: 'dpl_1', ...deployment });
    expect(await announced()).toEqual([]);
  });

  it('asks no vendor where nobody listens', async () => {
    await settings.update('T1', (draft) => {
      draft.subscriptions = [];
    });
    expect(await announced()).toEqual([]);
    expect(platform.calls).toEqual([]);
  });

  it('is tried again where the vendor does not answer', async () => {
    platform.failures.push({ method: 'get', error: new ProviderError('unavailable', 'x') });
    await expect(announced()).rejects.toThrow(ProviderError);
  });
});
