import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAudit } from '../../src/governance/audit.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import type { Job, MessageRef, Queue } from '../../src/jobs/job.ts';
import { createPolicyNews } from '../../src/notifications/policy-news.ts';
import type { Database } from '../../src/store/database.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import { openSettings, type SettingsStore } from '../../src/store/settings.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const AT = '2026-01-05T10:00:00.000Z';
const PROBLEMS = ['policy.yml:2:12 roles.default: expected one of viewer, member'];

let database: Database;
let settings: SettingsStore;
let messages: MessageRef[];

beforeEach(async () => {
  database = await engines[0]!.open();
  settings = openSettings({ directory: join(await temporaryFolder('news'), 'settings') });
  messages = [];
  const integration = { projectId: 'default', fields: {}, credentials: {}, configuredAt: AT };
  await settings.update('T1', ({ integrations }) => {
    integrations.push({ id: 'int-1', provider: 'vercel', configuredBy: 'U1', ...integration });
    integrations.push({ id: 'int-2', provider: 'linear', configuredBy: 'U2', ...integration });
    integrations.push({ id: 'int-3', provider: 'github', configuredBy: 'U1', ...integration });
  });
});
afterEach(() => database.close());

function newsUnder(given: object) {
  let count = 0;
  const now = () => new Date(AT);
  const queue = {
    enqueue: async (_transaction: unknown, job: Job) => {
      if (job.kind === 'message.deliver') messages.push(job.payload.message);
    },
  } as unknown as Queue;
  const newId = () => {
    count += 1;
    return `id-${count}`;
  };
  return createPolicyNews({
    database,
    settings,
    queue,
    now,
    audit: createAudit({ now, newId }),
    policy: () => policySchema.parse(given),
    log: recordedLog() as never,
  });
}

const channels = () => messages.map(({ channel }) => channel);

it('tells the admins whom the policy names too', async () => {
  await newsUnder({ roles: { admin: ['U9', 'U1', 'S1', 'workspace_admins'] } })({
    what: 'rejected',
    problems: PROBLEMS,
  });
  expect(channels()).toEqual(['U9', 'U1', 'U2']);
});

it('tells each who configured an integration that the file cannot be used, and keeps a record', async () => {
  await newsUnder({})({ what: 'rejected', problems: PROBLEMS });
  expect(channels()).toEqual(['U1', 'U2']);
  expect(messages[0]).toMatchObject({ form: 'policy_news', at: AT, problems: PROBLEMS });
  const [event] = await listRunnerEvents(database.db, 'T1', { limit: 5 });
  expect(event).toMatchObject({ action: 'policy.rejected', actor: 'system' });
  expect(JSON.parse(event!.payload)).toEqual({ problems: PROBLEMS });
});

it('tells the channel instead that the policy names', async () => {
  await newsUnder({ notifications: { admin_channel: 'C9' } })({ what: 'rejected', problems: PROBLEMS });
  expect(channels()).toEqual(['C9']);
});

it('tells when it can be used again, and only records any other change', async () => {
  const tell = newsUnder({});
  await tell({ what: 'reloaded', sections: ['roles'], wasBroken: false });
  expect(channels()).toEqual([]);
  await tell({ what: 'reloaded', sections: [], wasBroken: true });
  expect(messages).toMatchObject([{ problems: [] }, { problems: [] }]);
  const events = await listRunnerEvents(database.db, 'T1', { limit: 5 });
  expect(events.map(({ action }) => action)).toEqual(['policy.reloaded', 'policy.reloaded']);
});

it('names the first of very many mistakes', async () => {
  const problems = Array.from({ length: 500 }, (_, index) => `policy.yml:${index}:1 unknown key`);
  await newsUnder({})({ what: 'rejected', problems });
  expect(messages[0]).toMatchObject({ problems: problems.slice(0, 10) });
});
