import { Refusal } from '../governance/gate.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database, Transaction } from '../store/database.ts';
import { findPreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import {
  findWorkflowStep,
  forgetWorkflowSteps,
  insertWorkflowStep,
  waitingWorkflowSteps,
} from '../store/workflow-steps.ts';
import { hasEnded } from './lifecycle.ts';

/** For how long a step is known again after its end, in ms: far longer than Slack repeats itself. */
const KNOWN_FOR_MS = 30 * 24 * 60 * 60_000;

/** A step of a workflow, as Slack names it. */
export interface WorkflowStep {
  workspaceId: string;
  executionId: string;
}

/** What there is to say of the steps of workflows that wait for previews. */
export interface WorkflowSteps {
  /** That no preview could be asked for, and why, as plain text. Durable when it returns; a job tells Slack. */
  refuse(step: WorkflowStep, reason: string): Promise<void>;
}

export function createWorkflowSteps(options: {
  database: Database;
  queue: Queue;
  now: () => Date;
}): WorkflowSteps {
  const { database, queue, now } = options;
  return {
    refuse: (step, reason) =>
      database.transaction(async (transaction) => {
        await keep(transaction, step, { preview_id: null, refusal: reason }, now());
        await complete(queue, transaction, step.executionId);
      }),
  };
}

/** The preview that was asked for by an earlier try of the same step. Throws `Refusal` where that was refused. */
export async function previewOfStep(
  transaction: Transaction,
  { executionId }: WorkflowStep,
): Promise<PreviewRow | undefined> {
  const known = await findWorkflowStep(transaction, executionId);
  if (known?.refusal) throw new Refusal(known.refusal);
  return known?.preview_id ? findPreview(transaction, known.preview_id) : undefined;
}

/** Has a step wait for the preview that was just asked for. */
export function waitFor(
  transaction: Transaction,
  step: WorkflowStep,
  { id }: Pick<PreviewRow, 'id'>,
  now: Date,
): Promise<void> {
  return keep(transaction, step, { preview_id: id, refusal: null }, now);
}

/** Has the steps told of a preview's end that wait for it, where this is one. */
export async function tellSteps(queue: Queue, transaction: Transaction, preview: PreviewRow): Promise<void> {
  if (!hasEnded(preview.state)) return;
  const waiting = await waitingWorkflowSteps(transaction, preview.id);
  for (const { execution_id: executionId } of waiting) await complete(queue, transaction, executionId);
}

/** At start: those whose job was lost are looked at again. */
export async function resumeSteps(queue: Queue, transaction: Transaction): Promise<void> {
  const waiting = await waitingWorkflowSteps(transaction);
  for (const { execution_id: executionId } of waiting) await complete(queue, transaction, executionId);
}

async function keep(
  transaction: Transaction,
  { executionId, workspaceId }: WorkflowStep,
  found: { preview_id: string | null; refusal: string | null },
  now: Date,
): Promise<void> {
  await forgetWorkflowSteps(transaction, new Date(now.getTime() - KNOWN_FOR_MS).toISOString());
  await insertWorkflowStep(transaction, {
    execution_id: executionId,
    workspace_id: workspaceId,
    asked_at: now.toISOString(),
    ended_at: null,
    ...found,
  });
}

function complete(queue: Queue, transaction: Transaction, executionId: string): Promise<void> {
  const key = `workflow:${executionId}`;
  return queue.enqueue(transaction, { kind: 'workflow.complete', payload: { executionId }, key });
}
