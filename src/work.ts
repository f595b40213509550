import { createRunAct } from './approved-acts.ts';
import type { Foundation } from './foundation.ts';
import type { Accounts } from './governance/accounts.ts';
import { createPruneHandler } from './governance/prune-audit.ts';
import { createApprovalWork } from './governance/run-approved.ts';
import { createDeliveryHandler, onDeadDelivery } from './integrations/process-delivery.ts';
import { createDeliveryPruneHandler } from './integrations/prune-deliveries.ts';
import { createResealHandler } from './integrations/reseal.ts';
import { onIssueEvent } from './issues/events.ts';
import type { DeadJob, JobHandlers } from './jobs/job.ts';
import { createAnnounceHandler } from './notifications/announce.ts';
import { createAnnounceDeploymentHandler } from './notifications/announce-deployment.ts';
import { createAnnounceIssueHandler, createSuggestHandler } from './notifications/announce-issue.ts';
import { onDeadMessage } from './notifications/dead-messages.ts';
import { createPause } from './notifications/pause.ts';
import { createReleaseNewsHandler } from './notifications/release-news.ts';
import { createRemindRotationHandler } from './notifications/remind-rotation.ts';
import { createWatchHandler } from './notifications/watch-integrations.ts';
import { createAutoDeploy } from './previews/auto-deploy.ts';
import { onDeploymentEvent } from './previews/events.ts';
import { createPreviewWork } from './previews/index.ts';
import type { createServices } from './services.ts';
import { createAnnounceApprovalHandler } from './slack/announce-approval.ts';
import type { SlackApp } from './slack/app.ts';
import { createCompleteStepHandler } from './slack/complete-step.ts';
import { createDeliverHandler } from './slack/delivery/deliver.ts';
import { createPace } from './slack/delivery/pace.ts';
import { createUndeliverableNotice } from './slack/delivery/undeliverable.ts';
import { createSlackEventHandler } from './slack/handle-event.ts';

export interface Work {
  /** What is done for each kind of job. */
  handlers: JobHandlers;
  /** What becomes of what a job was about that is given up. */
  onDead(job: DeadJob): Promise<void>;
  /** At start: takes up what was under way, even where its job was lost. */
  resume(): Promise<void>;
}

/** All that the queue does. */
export function createWork(options: {
  base: Foundation;
  services: ReturnType<typeof createServices<Foundation>>;
  accounts: Accounts;
  slack: Pick<SlackApp, 'clientFor' | 'processEvent'>;
}): Work {
  const { base, services, accounts, slack } = options;
  const { database, queue, policy, log } = base;
  const { previewParts, planSide, issues } = services;
  const { clientFor } = slack;
  const previewWork = createPreviewWork(previewParts);
  const autoDeploy = createAutoDeploy(previewParts);
  const approvalWork = createApprovalWork({ ...base, runAct: createRunAct(base) });

  return {
    handlers: {
      ...previewWork.handlers,
      ...issues.handlers,
      ...approvalWork.handlers,
      'approval.announce': createAnnounceApprovalHandler({ ...base, clientFor }),
      'news.release': createReleaseNewsHandler(base),
      'credential.remind': createRemindRotationHandler(base),
      'integration.watch': createWatchHandler(base),
      'vault.reseal': createResealHandler(base),
      'audit.prune': createPruneHandler({ ...base, retentionDays: () => policy().audit.retention_days }),
      'slack.event': createSlackEventHandler({ ...base, ...slack }),
      'workflow.complete': createCompleteStepHandler({ ...base, clientFor }),
      'delivery.prune': createDeliveryPruneHandler(base),
      'preview.announce': createAnnounceHandler(base),
      'deployment.announce': createAnnounceDeploymentHandler(base),
      'issue.announce': createAnnounceIssueHandler(base),
      'issue.suggest': createSuggestHandler(base),
      'message.deliver': createDeliverHandler({
        ...previewParts,
        plan: planSide,
        accounts,
        clientFor,
        pace: createPace(base),
        onUndeliverable: createUndeliverableNotice({ database, clientFor, pause: createPause(base), log }),
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
    },

    async onDead(job) {
      if (job.kind === 'delivery.process') return onDeadDelivery(database, job);
      if (job.kind === 'message.deliver') return onDeadMessage(base, job);
      if (job.kind.startsWith('approval.')) return approvalWork.onDead(job);
      if (job.kind.startsWith('issue.')) return issues.onDead(job);
      return previewWork.onDead(job);
    },

    async resume() {
      const resumed = await previewWork.resume();
      if (resumed > 0) log.info({ previews: resumed }, 'previews that were under way go on');
      const goingOn = await issues.resume();
      if (goingOn > 0) log.info({ runs: goingOn }, 'syncs that were under way go on');
    },
  };
}
