import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createAccounts } from '../../src/governance/accounts.ts';
import { createApprovals } from '../../src/governance/approvals.ts';
import { createAudit } from '../../src/governance/audit.ts';
import { createAuditQueries } from '../../src/governance/audit-queries.ts';
import { createDeadLetters } from '../../src/governance/dead-letters.ts';
import { createGate } from '../../src/governance/gate.ts';
import { createOffer } from '../../src/governance/offers.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import { createProject } from '../../src/governance/project.ts';
import { createCallLimits } from '../../src/integrations/call-limits.ts';
import { createCircuitBreaker } from '../../src/integrations/circuit-breaker.ts';
import { createConfiguration } from '../../src/integrations/configure.ts';
import { createConnections } from '../../src/integrations/connections.ts';
import type {
  ConnectedProvider,
  ConnectionReport,
  Provider,
  Repository,
} from '../../src/integrations/contract.ts';
import { createDeliveryFigures } from '../../src/integrations/delivery-figures.ts';
import { createDeliveryQueries } from '../../src/integrations/delivery-queries.ts';
import { createDisconnect } from '../../src/integrations/disconnect.ts';
import { NotUnderstood } from '../../src/integrations/errors.ts';
import { loadManifests, namesOfKind } from '../../src/integrations/manifest.ts';
import { createDeliveryReplay } from '../../src/integrations/replay-deliveries.ts';
import { createStatus } from '../../src/integrations/status.ts';
import { createIssues } from '../../src/issues/index.ts';
import { storedPlan } from '../../src/issues/stored-plan.ts';
import type { JobKind } from '../../src/jobs/job.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { createResumption } from '../../src/notifications/resume.ts';
import { createSubscriptions, type Probe } from '../../src/notifications/subscriptions.ts';
import { createPlan } from '../../src/plan/plan.ts';
import { createBeginPreview } from '../../src/previews/begin.ts';
import { createBranchSearch } from '../../src/previews/branch-search.ts';
import { createPreviewLifetime } from '../../src/previews/lifetime.ts';
import { createPreviewQueries } from '../../src/previews/queries.ts';
import { createRecorder } from '../../src/previews/record.ts';
import { createPreviewRequests } from '../../src/previews/requests.ts';
import { createWorkflowSteps } from '../../src/previews/workflow-steps.ts';
import { createVault } from '../../src/security/vault.ts';
import { parseKey } from '../../src/security/vault-key.ts';
import { describeAct } from '../../src/slack/describe-act.ts';
import type { Rooms } from '../../src/slack/rooms.ts';
import { openSettings } from '../../src/store/settings.ts';
import { FakeTracker } from '../issues/fake-tracker.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { FakePlatform } from '../previews/fake-platform.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What is typed to configure each of the vendors in memory. */
export const TYPED = {
  vercel: { token: 'vercel_token_1234567890', team_id: '', project_name: 'web-app' },
};

export interface HouseOptions {
  policy?: unknown;
  /** Whether channels take messages; absent, they do. */
  probe?: Probe;
}

/**
 * The house's services as they are, behind Slack's doors: on a database in memory, with vendors in memory. Jobs are
 * enqueued and not run.
 */
export async function openHouse({ policy: given = {}, probe = async () => undefined }: HouseOptions = {}) {
  const now = () => new Date('2026-01-05T10:00:00.000Z');
  let counter = 0;
  const newId = () => {
    counter += 1;
    return String(counter).padStart(6, '0');
  };
  const database = await engines[0]!.open();
  const settings = openSettings({ directory: join(await temporaryFolder('house'), 'settings') });
  const vendors = {
    platform: new FakePlatform(now),
    tracker: new FakeTracker(now),
    /** The repository's, or why it does not answer. */
    branches: [] as string[] | Error,
    /** What the next tests of a connection come to. */
    report: { summary: 'Connected.', details: [] } as ConnectionReport | Error,
    /** How deliveries are read. */
    normalize: ((_request) => {
      throw new NotUnderstood('not what this vendor sends');
    }) as Provider['webhook']['normalize'],
    /** Resolves when the vendor may answer. */
    ready: Promise.resolve(),
  };
  const test = async () => {
    await vendors.ready;
    if (vendors.report instanceof Error) throw vendors.report;
    return vendors.report;
  };
  const branches: Repository['branches'] = async (text) => {
    if (vendors.branches instanceof Error) throw vendors.branches;
    return vendors.branches.filter((name) => name.includes(text)).map((name) => ({ name, commitSha: 'aaa' }));
  };
  const webhook: Pick<Provider['webhook'], 'normalize'> = {
    normalize: (request) => vendors.normalize(request),
  };
  const provider = (connected: Omit<ConnectedProvider, 'test'>) => async () =>
    ({ connect: async () => ({ test, ...connected }), webhook }) as Pick<Provider, 'connect'> as Provider;
  const providers = new Map([
    ['vercel', provider({ deployments: vendors.platform })],
    [
      'github',
      provider({ issues: vendors.tracker, repository: { branches } as Partial<Repository> as Repository }),
    ],
    ['netlify', provider({ deployments: vendors.platform })],
  ]);
  const manifests = await loadManifests('manifests');
  const policy = policySchema.parse(given);
  const vault = createVault({ keys: [parseKey(randomBytes(32).toString('base64'))] });
  const redactor = { remember: () => undefined };
  const audit = createAudit({ now, newId });
  const lines = recordedLog();
  const log = lines as unknown as Rooms['log'];
  const offer = createOffer({ now, newApprovalId: () => `ap-${newId()}` });
  const gate = createGate({ policy: () => policy, audit, database, offer });
  const queue = createSqliteQueue({ database, now, newId, log: lines });
  const connections = createConnections({ settings, vault, providers, manifests, apiUrls: {}, redactor });
  const breaker = createCircuitBreaker({ onChange: () => undefined, now });
  const base = {
    database,
    settings,
    manifests,
    vault,
    connections,
    policy: () => policy,
    audit,
    gate,
    queue,
    providers,
    now,
    newId,
    log,
  };
  const previewParts = {
    ...base,
    record: createRecorder(base),
    retentionDays: () => 7,
    platforms: namesOfKind(manifests, 'deployment_platform'),
    repositories: namesOfKind(manifests, 'repository'),
    onQaPassed: async () => undefined,
    begin: createBeginPreview({ queue, audit, now, newId, newPreviewId: () => `pv-${newId()}` }),
  };
  const plan = createPlan({ ...base, onChange: async () => undefined });
  const configuration = createConfiguration({
    ...base,
    publicUrl: undefined,
    newIntegrationId: () => `int-${newId()}`,
    newSecret: () => 'proposed',
  });
  const planSide = storedPlan(plan);
  const trackers = namesOfKind(manifests, 'issue_tracker');
  const rooms: Rooms = {
    previews: {
      ...createPreviewRequests(previewParts),
      ...createPreviewQueries(previewParts),
      ...createPreviewLifetime(previewParts),
      ...createBranchSearch(previewParts),
    },
    project: createProject(base),
    workflowSteps: createWorkflowSteps(base),
    plan,
    issues: createIssues({ ...base, plan: planSide, trackers, newMarker: newId }),
    configuration,
    disconnect: createDisconnect(base),
    deliveries: { ...createDeliveryQueries(base), ...createDeliveryReplay(base) },
    deadLetters: createDeadLetters(base),
    countDeliveries: createDeliveryFigures(base),
    auditLog: createAuditQueries(base),
    status: createStatus({
      ...base,
      configuration,
      callLimits: createCallLimits({ ...base, manifests, onVendorLimit: () => undefined, now }),
      breaker,
    }),
    subscriptions: {
      ...createSubscriptions({ ...base, probe }),
      ...createResumption({ ...base, probe }),
    },
    approvals: createApprovals(base),
    accounts: createAccounts(base),
    describeAct: (json) => describeAct({ database, plan: planSide, providerName: (id) => id }, json),
    manifests,
    gate,
    policy: () => policy,
    now,
    newReference: () => `ref-${newId()}`,
    log,
  };
  return {
    rooms,
    policy,
    audit,
    database,
    settings,
    vendors,
    log: lines,
    queue,
    breaker,
    /** As if a job had been given up. */
    async bury(id: string, kind: JobKind, payload: object): Promise<void> {
      await database.db
        .insertInto('jobs')
        .values({
          ...{
            id,
            kind,
            key: id,
            lane: id,
            payload: JSON.stringify(payload),
            status: 'dead',
            attempts: 4,
            priority: 0,
          },
          ...{
            last_error: 'the vendor is down',
            run_at: now().toISOString(),
            created_at: now().toISOString(),
          },
        })
        .execute();
    },
    /** As if an admin of the workspace had connected this vendor. */
    async connect(id: 'vercel' | 'netlify' | 'github', workspaceId = 'T1') {
      await settings.update(workspaceId, ({ integrations }) => {
        integrations.push({
          id: `int-${id}`,
          provider: id,
          projectId: 'default',
          fields: {},
          credentials: {},
          configuredBy: 'U1',
          configuredAt: now().toISOString(),
        });
      });
    },
    close: () => database.close(),
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;
