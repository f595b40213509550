import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { JobHandlers } from '../jobs/job.ts';
import { type StepOutcome, stepOutcome } from '../previews/step-outcome.ts';
import type { Database } from '../store/database.ts';
import { findPreview } from '../store/previews.ts';
import type { WorkflowStepRow } from '../store/workflow-schema.ts';
import { endWorkflowStep, findWorkflowStep } from '../store/workflow-steps.ts';
import { PostponedDelivery } from './delivery/postponed-delivery.ts';
import { classifySlackError, slackErrorCode } from './delivery/slack-errors.ts';
import { LIMITS } from './limits.ts';
import { escapeMrkdwn, truncate } from './text.ts';

/**
 * Slack's words for a step that nobody waits for any more: an earlier try told it, its workflow was stopped, or it is
 * another app's. https://docs.slack.dev/reference/methods/functions.completeSuccess
 */
const NOBODY_WAITS: ReadonlySet<string> = new Set([
  'execution_not_in_running_state',
  'function_execution_not_found',
  'access_denied',
]);

/**
 * Tells Slack how a step of a workflow ended, once its preview did. With the bot's own token: the one that comes with the
 * step does not live as long as a build may take.
 */
export function createCompleteStepHandler(options: {
  database: Database;
  clientFor: (workspaceId: string) => Promise<WebClient>;
  now: () => Date;
  log: Logger;
}): JobHandlers['workflow.complete'] {
  const { database, clientFor, now, log } = options;

  async function outcomeOf(step: WorkflowStepRow): Promise<StepOutcome | undefined> {
    if (step.refusal !== null) return { ok: false, reason: step.refusal };
    const preview = step.preview_id === null ? undefined : await findPreview(database.db, step.preview_id);
    return preview ? stepOutcome(preview) : { ok: false, reason: 'The preview is gone.' };
  }

  return async ({ executionId }) => {
    const step = await findWorkflowStep(database.db, executionId);
    const outcome = step && step.ended_at === null ? await outcomeOf(step) : undefined;
    if (!step || !outcome) return;
    const { functions } = await clientFor(step.workspace_id);
    const told = outcome.ok
      ? functions.completeSuccess({ function_execution_id: executionId, outputs: outcome.outputs })
      : functions.completeError({ function_execution_id: executionId, error: inSlack(outcome.reason) });
    await told.catch((error: unknown) => {
      const failure = classifySlackError(error);
      if (failure.kind === 'rate_limited') throw new PostponedDelivery('Slack asks to wait', failure.delayMs);
      if (!NOBODY_WAITS.has(slackErrorCode(error) ?? '')) throw error;
      log.info({ err: error, executionId }, 'nobody waits for this step of a workflow any more');
    });
    await endWorkflowStep(database.db, executionId, now().toISOString());
  };
}

/** Slackbot passes it on to whoever started the workflow. */
function inSlack(reason: string): string {
  return escapeMrkdwn(truncate(reason, LIMITS.fieldError));
}
