import { join } from 'node:path';
import { createAudit } from '../../src/governance/audit.ts';
import { type Actor, createGate } from '../../src/governance/gate.ts';
import { type Policy, policySchema } from '../../src/governance/policy-schema.ts';
import type { Connections } from '../../src/integrations/connections.ts';
import type { CommitStatus, PreviewDeployment, ProviderEvent } from '../../src/integrations/contract.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { createAutoDeploy } from '../../src/previews/auto-deploy.ts';
import { createBeginPreview } from '../../src/previews/begin.ts';
import { onDeploymentEvent } from '../../src/previews/events.ts';
import { createPreviewWork } from '../../src/previews/index.ts';
import { createPreviewLifetime } from '../../src/previews/lifetime.ts';
import { createRecorder } from '../../src/previews/record.ts';
import { createPreviewRequests } from '../../src/previews/requests.ts';
import { createWorkflowSteps } from '../../src/previews/workflow-steps.ts';
import { listPreviews } from '../../src/store/previews.ts';
import type { PreviewRow } from '../../src/store/schema.ts';
import { openSettings } from '../../src/store/settings.ts';
import { handleAll } from '../jobs/handlers.ts';
import { ManualClock } from '../jobs/manual-clock.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FakePlatform } from './fake-platform.ts';

export const DEPLOYER: Actor = { workspaceId: 'T1', userId: 'U1', role: 'deployer' };
export const DAY_MS = 24 * 60 * 60 * 1000;

/** Previews on a real database and queue, with a clock that the test moves and a vendor in memory. */
export async function openPreviewWorld(policyText: unknown = {}) {
  const clock = new ManualClock();
  const { now } = clock;
  let counter = 0;
  const newId = () => {
    counter += 1;
    return String(counter).padStart(6, '0');
  };
  const [engine] = engines;
  if (!engine) throw new Error('no engine');
  const database = await engine.open();
  const settings = openSettings({ directory: join(await temporaryFolder('previews'), 'settings') });
  const integration = (id: string, provider: string) => ({
    id,
    provider,
    projectId: 'default',
    fields: {},
    credentials: {},
    configuredBy: 'U1',
    configuredAt: now().toISOString(),
  });
  await settings.update('T1', (draft) => {
    draft.integrations = [integration('int-v', 'vercel'), integration('int-g', 'github')];
  });

  const policy: Policy = policySchema.parse(policyText);
  const platform = new FakePlatform(now);
  const told = {
    statuses: [] as CommitStatus[],
    deployments: [] as PreviewDeployment[],
    comments: new Map<string, string>(),
  };
  const connected = {
    test: async () => ({ summary: '', details: [] }),
    repository: {
      branches: async () => [],
      setCommitStatus: async (status: CommitStatus) => void told.statuses.push(status),
      setDeployment: async (deployment: PreviewDeployment) => void told.deployments.push(deployment),
      setPullRequestComment: async ({
        number,
        marker,
        body,
      }: {
        number: number;
        marker: string;
        body: string;
      }) => void told.comments.set(`${number} ${marker}`, body),
      openPullRequest: async () => undefined,
    },
  };
  const connections: Connections = {
    withPlatform: (_workspace, _integration, work) => work(platform),
    withValues: (_caller, _given, work) => work(connected),
    with: (_workspace, _integration, work) => work(connected),
    secretsOf: async () => [],
    openValues: () => ({}),
    openSecret: () => undefined,
  };
  const audit = createAudit({ now, newId });
  const log = recordedLog();
  const queue = createSqliteQueue({
    database,
    now,
    newId,
    log,
    timers: clock.timers,
    onDead: (job) => work.onDead(job),
  });
  const parts = {
    database,
    settings,
    queue,
    connections,
    audit,
    now,
    newId,
    policy: () => policy,
    gate: createGate({ policy: () => policy, audit, database }),
    record: createRecorder({ queue, audit, now, newId }),
    retentionDays: () => policy.preview_environments.retention_days,
    platforms: new Set(['vercel']),
    repositories: new Set(['github']),
    providerName: () => 'Vercel',
    onQaPassed: async () => undefined,
    begin: createBeginPreview({ queue, audit, now, newId, newPreviewId: () => `pv-${newId()}` }),
  };
  const work = createPreviewWork(parts);
  const autoDeploy = createAutoDeploy(parts);
  const announced: string[] = [];
  /** The steps of workflows that Slack would be told of. */
  const completed: string[] = [];
  /** Of deployments that are not ours. */
  const foreign: string[] = [];
  const nothing = async () => undefined;
  await queue.work({
    ...handleAll(nothing),
    ...work.handlers,
    'preview.announce': async ({ previewId }) => void announced.push(previewId),
    'workflow.complete': async ({ executionId }) => void completed.push(executionId),
    'deployment.announce': async ({ externalId }) => void foreign.push(externalId),
  });

  return {
    database,
    settings,
    clock,
    platform,
    queue,
    work,
    told,
    announced,
    completed,
    workflowSteps: createWorkflowSteps(parts),
    foreign,
    previews: { ...createPreviewRequests(parts), ...createPreviewLifetime(parts) },
    /** Moves the clock and lets everything that falls due happen. */
    pass: (ms: number) => clock.advance(ms),
    /** An event as a webhook brings it. */
    async hear(
      event: ProviderEvent,
      integrationId = event.kind === 'deployment' ? 'int-v' : 'int-g',
      replayOf?: string,
    ) {
      const source = { workspaceId: 'T1', integrationId, ...(replayOf === undefined ? {} : { replayOf }) };
      const noop = await database.transaction((transaction) => {
        switch (event.kind) {
          case 'deployment':
            return onDeploymentEvent(queue, transaction, source, event);
          case 'push':
            return autoDeploy.onPush(transaction, source, event);
          case 'pull_request':
            return autoDeploy.onPullRequest(transaction, source, event);
          default:
            throw new Error('not about previews');
        }
      });
      await clock.advance(0);
      return noop;
    },
    async sweep() {
      await database.transaction((transaction) =>
        queue.enqueue(transaction, { kind: 'preview.sweep', payload: {}, key: 'preview.sweep' }),
      );
      await clock.advance(0);
    },
    /** The audit log, oldest first. */
    audited: () =>
      database.db.selectFrom('runner_events').selectAll().orderBy('created_at').orderBy('id').execute(),
    all: (): Promise<PreviewRow[]> => listPreviews(database.db, 'T1', { limit: 100 }),
    async close() {
      const stopping = queue.stop(0);
      await clock.advance(0);
      await stopping;
      await database.close();
    },
  };
}

export type PreviewWorld = Awaited<ReturnType<typeof openPreviewWorld>>;
