import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createAudit } from '../../src/governance/audit.ts';
import { createGate } from '../../src/governance/gate.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import type { Connections } from '../../src/integrations/connections.ts';
import { createBranchSearch } from '../../src/previews/branch-search.ts';
import { insertPreview } from '../../src/store/previews.ts';
import { openSettings } from '../../src/store/settings.ts';
import { ManualClock } from '../jobs/manual-clock.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { previewRow } from './preview-row.ts';

it('offers what is known already where a repository does not answer in time', async () => {
  const clock = new ManualClock();
  const database = await engines[0]!.open();
  await insertPreview(database.db, previewRow({ branch: 'feature/login' }));
  const settings = openSettings({ directory: join(await temporaryFolder('branches'), 'settings') });
  await settings.update('T1', (draft) => {
    const base = { projectId: 'default', fields: {}, credentials: {}, configuredBy: 'U1', configuredAt: 'x' };
    draft.integrations = [{ id: 'int-g', provider: 'github', ...base }];
  });
  const asked = Promise.withResolvers<void>();
  const connections = {
    with: () => {
      asked.resolve();
      return new Promise(() => {});
    },
  } as unknown as Connections;
  const policy = () => policySchema.parse({});
  const audit = createAudit({ now: clock.now, newId: () => 'e1' });
  const search = createBranchSearch({
    database,
    settings,
    connections,
    repositories: new Set(['github']),
    policy,
    gate: createGate({ policy, audit, database }),
    timers: clock.timers,
  });
  const found = search.branches({ workspaceId: 'T1', userId: 'U1', role: 'deployer' }, 'login', 10);
  await asked.promise;
  await clock.advance(2_000);
  expect(await found).toEqual(['feature/login']);
  await database.close();
});
