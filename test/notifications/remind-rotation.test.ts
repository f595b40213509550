import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { policySchema } from '../../src/governance/policy-schema.ts';
import type { Job, Queue } from '../../src/jobs/job.ts';
import { createRemindRotationHandler } from '../../src/notifications/remind-rotation.ts';
import type { Database } from '../../src/store/database.ts';
import { openSettings, type SettingsStore } from '../../src/store/settings.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CONFIGURED = '2026-01-05T10:00:00.000Z';
const DAY_30 = '2026-02-04T10:00:00.000Z';
const RUN = { attempt: 1, signal: new AbortController().signal };

let database: Database;
let settings: SettingsStore;
beforeEach(async () => {
  database = await engines[0]!.open();
  settings = openSettings({ directory: join(await temporaryFolder('remind'), 'settings') });
  await settings.update('T1', ({ integrations }) => {
    const common = { projectId: 'default', fields: {}, configuredBy: 'U1', configuredAt: CONFIGURED };
    integrations.push(
      { ...common, id: 'int-old', provider: 'vercel', credentials: { token: 'v1.x' } },
      {
        ...common,
        id: 'int-new',
        provider: 'linear',
        credentials: { api_key: 'v1.y' },
        configuredAt: DAY_30,
      },
      { ...common, id: 'int-open', provider: 'github', credentials: {} },
    );
  });
});
afterEach(() => database.close());

async function remind(now: string, more: object = {}): Promise<Job[]> {
  const jobs: Job[] = [];
  const queue = {
    enqueue: async (_transaction: unknown, job: Job) => void jobs.push(job),
  } as unknown as Queue;
  const policy = policySchema.parse({ roles: { admin: ['U2', 'workspace_admins', 'U1'] }, ...more });
  await createRemindRotationHandler({
    database,
    settings,
    queue,
    policy: () => policy,
    now: () => new Date(now),
  })({}, RUN);
  return jobs;
}

it('reminds the admins and whoever configured it, of what is thirty days old', async () => {
  const jobs = await remind(DAY_30);
  expect(jobs.map(({ payload }) => payload)).toEqual(
    ['U2', 'U1'].map((channel) => ({
      message: { workspaceId: 'T1', channel, form: 'rotation', integrationId: 'int-old', since: CONFIGURED },
    })),
  );
});

it('reminds under the same key the day after, which is what keeps it to one message', async () => {
  const keys = (jobs: Job[]) => jobs.map(({ key }) => key);
  expect(keys(await remind('2026-02-05T10:00:00.000Z'))).toEqual(keys(await remind(DAY_30)));
});

it('does not before', async () => {
  expect(await remind('2026-02-04T09:59:59.999Z')).toEqual([]);
});

it('tells the channel instead that the policy names', async () => {
  const jobs = await remind(DAY_30, { notifications: { admin_channel: 'C9' } });
  expect(jobs.map(({ key }) => key)).toEqual([`rotation:int-old:${CONFIGURED}@C9`]);
});
