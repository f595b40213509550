import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Router } from 'express';
import type { Logger } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import { type Config, ConfigError } from './config.ts';
import { layFoundation, type Mend } from './foundation.ts';
import { createAccounts } from './governance/accounts.ts';
import { allowedSchedules } from './governance/allowed-schedules.ts';
import { createApprovals } from './governance/approvals.ts';
import { createAuditQueries } from './governance/audit-queries.ts';
import { createDeadLetters } from './governance/dead-letters.ts';
import { createProject } from './governance/project.ts';
import { apiRoutes } from './http/api.ts';
import { FLOOD_LIMITS, floodGate } from './http/flood-gate.ts';
import { operationRoutes } from './http/operations.ts';
import { createReadiness } from './http/readiness.ts';
import { webhookRoutes } from './http/webhooks.ts';
import { shortId } from './ids.ts';
import { createConfiguration } from './integrations/configure.ts';
import { createDeliveryFigures } from './integrations/delivery-figures.ts';
import { createDeliveryQueries } from './integrations/delivery-queries.ts';
import { createDisconnect } from './integrations/disconnect.ts';
import { createIntake } from './integrations/intake.ts';
import type { Manifest } from './integrations/manifest.ts';
import { createDeliveryReplay } from './integrations/replay-deliveries.ts';
import { createStatus } from './integrations/status.ts';
import { createDeliveryStore } from './integrations/store-delivery.ts';
import type { DeadJob } from './jobs/job.ts';
import { RESEAL, SCHEDULES } from './jobs/regular-jobs.ts';
import { enqueueAll, startSchedules } from './jobs/schedules.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createPolicyNews } from './notifications/policy-news.ts';
import { createResumption } from './notifications/resume.ts';
import { createSubscriptions } from './notifications/subscriptions.ts';
import { createWorkflowSteps } from './previews/workflow-steps.ts';
import type { Redactor } from './security/redact.ts';
import { createServices } from './services.ts';
import { createSlackApp } from './slack/app.ts';
import { describeAct } from './slack/describe-act.ts';
import { createEventIntake } from './slack/event-intake.ts';
import { createProbe } from './slack/probe.ts';
import type { Ongoing } from './timing/ongoing.ts';
import { createWork } from './work.ts';

export interface AppOptions {
  config: Config;
  manifests: ReadonlyMap<string, Manifest>;
  redactor: Redactor;
  log: Logger;
  /** Routes of others to be served beside ours. */
  mount?: Router | undefined;
  /** Told of what goes on after its request has been answered. */
  ongoing: Ongoing;
  /** What to do about damage. */
  mend: Mend;
  /** The time everything goes by. */
  now: () => Date;
}

export interface App {
  handler: RequestListener;
  /** Takes up the work; what was under way when the process last ended goes on. */
  start(): Promise<void>;
  /** Has what is done again and again done now: the clock may have been moved. */
  catchUp(): Promise<void>;
  /** Not ready from now on; gives running jobs `graceMs` to finish, and leaves the others to the next start. */
  windDown(graceMs: number): Promise<void>;
  /** When nothing is under way any more: writes what is still gathered. */
  close(): Promise<void>;
}

/** Builds every part and joins them: here, and nowhere else. */
export async function createApp({
  config,
  manifests,
  redactor,
  log,
  mount,
  ongoing,
  mend,
  now,
}: AppOptions): Promise<App> {
  if (!config.slack) throw new ConfigError(['SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are missing']);
  const metrics = createMetrics({ version: packageJson.version, providers: new Set(manifests.keys()) });
  const { observe } = metrics;
  const onDead = async (job: DeadJob): Promise<void> => {
    observe.onDead(job);
    await work.onDead(job);
  };
  const base = await layFoundation({
    config,
    manifests,
    redactor,
    log,
    onDead,
    onExternalCall: observe.onExternalCall,
    onVendorLimit: observe.onVendorLimit,
    onRest: observe.onRest,
    mend,
    now,
  });
  const { database, queue, policy } = base;
  const deadLetters = createDeadLetters(base);
  const deliveries = { ...createDeliveryQueries(base), ...createDeliveryReplay(base) };

  const services = createServices(base);
  const { previewParts, previews, plan, planSide, issues } = services;
  const accounts = createAccounts(base);
  const describeOptions = { ...previewParts, plan: planSide };
  const configuration = createConfiguration({
    ...base,
    publicUrl: config.publicUrl,
    newIntegrationId: () => shortId('int', 10),
    newSecret: () => randomBytes(32).toString('hex'),
  });

  const probe = createProbe({ clientFor: (workspaceId) => slack.clientFor(workspaceId) });
  const subscriptions = {
    ...createSubscriptions({ ...base, probe }),
    ...createResumption({ ...base, probe }),
  };
  const slack = createSlackApp({
    slack: config.slack,
    apiUrl: config.slackApiUrl,
    onCall: observe.onSlackCall,
    ongoing,
    log,
    takeEvent: createEventIntake(base),
    rooms: {
      ...base,
      project: createProject(base),
      previews,
      workflowSteps: createWorkflowSteps(base),
      configuration,
      disconnect: createDisconnect(base),
      deliveries,
      deadLetters,
      countDeliveries: createDeliveryFigures(base),
      auditLog: createAuditQueries(base),
      status: createStatus({ ...base, configuration }),
      subscriptions,
      approvals: createApprovals(base),
      accounts,
      describeAct: (json) => describeAct(describeOptions, json),
      plan,
      issues,
      newReference: () => shortId('ref'),
    },
  });
  const work = createWork({ base, services, accounts, slack });

  const readiness = createReadiness(queue);
  metrics.readFrom({
    ...base,
    dataDir: config.dataDir,
    onError: (error) => log.error({ err: error }, 'metrics are incomplete'),
  });
  const store = createDeliveryStore(base);
  const intake = createIntake({ ...base, store, webhookSecrets: config.webhookSecrets });
  const { express } = slack;
  express.use(operationRoutes({ readiness, metrics, token: config.apiToken }));
  express.use(webhookRoutes({ intake: base.signs.intake(observe.intake(intake)), log }));
  express.use(apiRoutes({ ...base, token: config.apiToken, runs: issues.runs, deliveries, deadLetters }));
  if (mount) express.use(mount);
  let stopSchedules = async () => {};
  let stopWatching = () => {};

  const catchUp = () => enqueueAll(database, queue, allowedSchedules(policy()));

  return {
    handler: floodGate(express, FLOOD_LIMITS, (flood) =>
      log.warn(flood, 'requests are turned away: too many'),
    ),
    catchUp,

    async start() {
      await slack.socket.open();
      await queue.work(observe.handlers(work.handlers));
      await catchUp();
      stopSchedules = startSchedules({
        schedules: SCHEDULES,
        mayRun: (schedule) => allowedSchedules(policy()).includes(schedule),
        database,
        queue,
        onError: (error) => log.error({ err: error }, 'a scheduled job could not be enqueued'),
      });
      base.onNewKeys(() => enqueueAll(database, queue, [RESEAL]));
      await work.resume();
      stopWatching = base.policyKeeper.watch(createPolicyNews(base));
      readiness.begin();
    },

    async windDown(graceMs) {
      readiness.stop();
      stopWatching();
      await slack.socket.close();
      await stopSchedules();
      await queue.stop(graceMs);
    },

    close: base.close,
  };
}
