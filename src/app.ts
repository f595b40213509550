import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Router } from 'express';
import type { Logger } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import { createRunAct } from './approved-acts.ts';
import { type Config, ConfigError } from './config.ts';
import { layFoundation, type Mend } from './foundation.ts';
import { createAccounts } from './governance/accounts.ts';
import { allowedSchedules } from './governance/allowed-schedules.ts';
import { createApprovals } from './governance/approvals.ts';
import { createAuditQueries } from './governance/audit-queries.ts';
import { createPruneHandler } from './governance/prune-audit.ts';
import { createApprovalWork } from './governance/run-approved.ts';
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
import { createDeliveryHandler, onDeadDelivery } from './integrations/process-delivery.ts';
import { createResealHandler } from './integrations/reseal.ts';
import { createStatus } from './integrations/status.ts';
import { onIssueEvent } from './issues/events.ts';
import type { DeadJob, JobHandlers } from './jobs/job.ts';
import { RESEAL, SCHEDULES } from './jobs/regular-jobs.ts';
import { enqueueAll, startSchedules } from './jobs/schedules.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createAnnounceHandler } from './notifications/announce.ts';
import { createAnnounceDeploymentHandler } from './notifications/announce-deployment.ts';
import { createAnnounceIssueHandler, createSuggestHandler } from './notifications/announce-issue.ts';
import { onDeadMessage } from './notifications/dead-messages.ts';
import { createPolicyNews } from './notifications/policy-news.ts';
import { createRemindRotationHandler } from './notifications/remind-rotation.ts';
import { createSubscribe } from './notifications/subscribe.ts';
import { createAutoDeploy } from './previews/auto-deploy.ts';
import { onDeploymentEvent } from './previews/events.ts';
import { createPreviewWork } from './previews/index.ts';
import { createWorkflowSteps } from './previews/workflow-steps.ts';
import type { Redactor } from './security/redact.ts';
import { createServices } from './services.ts';
import { createAnnounceApprovalHandler } from './slack/announce-approval.ts';
import { createSlackApp } from './slack/app.ts';
import { createCompleteStepHandler } from './slack/complete-step.ts';
import { createDeliverHandler } from './slack/delivery/deliver.ts';
import { createUndeliverableNotice } from './slack/delivery/undeliverable.ts';
import { describeAct } from './slack/describe-act.ts';
import { createEventIntake } from './slack/event-intake.ts';
import { createSlackEventHandler } from './slack/handle-event.ts';
import type { Ongoing } from './timing/ongoing.ts';

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
    if (job.kind === 'delivery.process') return onDeadDelivery(database, job);
    if (job.kind === 'message.deliver') return onDeadMessage(base, job);
    if (job.kind.startsWith('approval.')) return approvalWork.onDead(job);
    if (job.kind.startsWith('issue.')) return issues.onDead(job);
    return previewWork.onDead(job);
  };
  const base = await layFoundation({
    config,
    manifests,
    redactor,
    log,
    onDead,
    onExternalCall: observe.onExternalCall,
    onVendorLimit: observe.onVendorLimit,
    mend,
    now,
  });
  const { database, queue, policy } = base;

  const { previewParts, previews, plan, planSide, issues } = createServices(base);
  const previewWork = createPreviewWork(previewParts);
  const autoDeploy = createAutoDeploy(previewParts);
  const approvalWork = createApprovalWork({ ...base, runAct: createRunAct(base) });
  const accounts = createAccounts(base);
  const describeOptions = { ...previewParts, plan: planSide };
  const configuration = createConfiguration({
    ...base,
    publicUrl: config.publicUrl,
    newIntegrationId: () => shortId('int', 10),
    newSecret: () => randomBytes(32).toString('hex'),
  });

  const { express, socket, clientFor, processEvent } = createSlackApp({
    slack: config.slack,
    apiUrl: config.slackApiUrl,
    onCall: observe.onSlackCall,
    ongoing,
    log,
    takeEvent: createEventIntake(base),
    rooms: {
      ...base,
      previews,
      workflowSteps: createWorkflowSteps(base),
      configuration,
      disconnect: createDisconnect(base),
      deliveries: createDeliveryQueries(base),
      countDeliveries: createDeliveryFigures(base),
      auditLog: createAuditQueries(base),
      status: createStatus({ ...base, configuration }),
      subscribe: createSubscribe(base),
      approvals: createApprovals(base),
      accounts,
      describeAct: (json) => describeAct(describeOptions, json),
      plan,
      issues,
      newReference: () => shortId('ref'),
    },
  });
  const onUndeliverable = createUndeliverableNotice({ database, clientFor, log });

  const readiness = createReadiness(queue);
  metrics.readFrom({
    ...base,
    dataDir: config.dataDir,
    onError: (error) => log.error({ err: error }, 'metrics are incomplete'),
  });
  const intake = createIntake({ ...base, webhookSecrets: config.webhookSecrets });
  express.use(operationRoutes({ readiness, metrics, token: config.apiToken }));
  express.use(webhookRoutes({ intake: observe.intake(intake), log }));
  express.use(apiRoutes({ ...base, token: config.apiToken, runs: issues.runs }));
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
      const handlers: JobHandlers = {
        ...previewWork.handlers,
        ...issues.handlers,
        ...approvalWork.handlers,
        'approval.announce': createAnnounceApprovalHandler({ ...base, clientFor }),
        'credential.remind': createRemindRotationHandler(base),
        'vault.reseal': createResealHandler(base),
        'audit.prune': createPruneHandler({ ...base, retentionDays: () => policy().audit.retention_days }),
        'slack.event': createSlackEventHandler({ ...base, processEvent, clientFor }),
        'workflow.complete': createCompleteStepHandler({ ...base, clientFor }),
        'preview.announce': createAnnounceHandler(base),
        'deployment.announce': createAnnounceDeploymentHandler(base),
        'issue.announce': createAnnounceIssueHandler(base),
        'issue.suggest': createSuggestHandler(base),
        'message.deliver': createDeliverHandler({
          ...describeOptions,
          accounts,
          clientFor,
          onUndeliverable,
        }),
        'delivery.process': createDeliveryHandler({
          ...base,
          events: base.debugLog.events({
            deployment: (transaction, source, event) => onDeploymentEvent(queue, transaction, source, event),
            push: autoDeploy.onPush,
            pull_request: autoDeploy.onPullRequest,
            issue: (transaction, source, event) => onIssueEvent(queue, transaction, source, event),
          }),
        }),
      };
      await socket.open();
      await queue.work(observe.handlers(handlers));
      await catchUp();
      stopSchedules = startSchedules({
        schedules: SCHEDULES,
        mayRun: (schedule) => allowedSchedules(policy()).includes(schedule),
        database,
        queue,
        onError: (error) => log.error({ err: error }, 'a scheduled job could not be enqueued'),
      });
      base.onNewKeys(() => enqueueAll(database, queue, [RESEAL]));
      const resumed = await previewWork.resume();
      if (resumed > 0) log.info({ previews: resumed }, 'previews that were under way go on');
      const goingOn = await issues.resume();
      if (goingOn > 0) log.info({ runs: goingOn }, 'syncs that were under way go on');
      stopWatching = base.policyKeeper.watch(createPolicyNews(base));
      readiness.begin();
    },

    async windDown(graceMs) {
      readiness.stop();
      stopWatching();
      await socket.close();
      await stopSchedules();
      await queue.stop(graceMs);
    },

    close: base.close,
  };
}
