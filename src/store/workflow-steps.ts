import type { Executor } from './database.ts';
import type { Timestamp } from './timestamp.ts';
import type { WorkflowStepRow } from './workflow-schema.ts';

/** Notes a step, unless it is known already: then nothing changes. */
export async function insertWorkflowStep(executor: Executor, row: WorkflowStepRow): Promise<void> {
  await executor
    .insertInto('workflow_steps')
    .values(row)
    .onConflict((conflict) => conflict.column('execution_id').doNothing())
    .execute();
}

export function findWorkflowStep(
  executor: Executor,
  executionId: string,
): Promise<WorkflowStepRow | undefined> {
  return executor
    .selectFrom('workflow_steps')
    .selectAll()
    .where('execution_id', '=', executionId)
    .executeTakeFirst();
}

/** Those that have not been told how they ended: of one preview, or all. */
export function waitingWorkflowSteps(executor: Executor, previewId?: string): Promise<WorkflowStepRow[]> {
  let query = executor.selectFrom('workflow_steps').selectAll().where('ended_at', 'is', null);
  if (previewId !== undefined) query = query.where('preview_id', '=', previewId);
  return query.orderBy('asked_at').orderBy('execution_id').execute();
}

/** Notes that Slack was told how a step ended. */
export async function endWorkflowStep(executor: Executor, executionId: string, at: Timestamp): Promise<void> {
  await executor
    .updateTable('workflow_steps')
    .set({ ended_at: at })
    .where('execution_id', '=', executionId)
    .execute();
}

/** Forgets the steps that ended before a time. */
export async function forgetWorkflowSteps(executor: Executor, before: Timestamp): Promise<void> {
  await executor.deleteFrom('workflow_steps').where('ended_at', '<', before).execute();
}
