import type { ApprovalRow, ApprovalState } from './approval-schema.ts';
import type { Executor } from './database.ts';
import type { Timestamp } from './timestamp.ts';

export async function insertApproval(executor: Executor, row: ApprovalRow): Promise<void> {
  await executor.insertInto('approvals').values(row).execute();
}

export function findApproval(executor: Executor, id: string): Promise<ApprovalRow | undefined> {
  return executor.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Takes it from one state to another. Undefined where it is not in that state any more: then nothing changes. */
export function moveApproval(
  executor: Executor,
  id: string,
  from: ApprovalState,
  changes: Partial<ApprovalRow> & Pick<ApprovalRow, 'state' | 'updated_at'>,
): Promise<ApprovalRow | undefined> {
  return executor
    .updateTable('approvals')
    .set(changes)
    .where('id', '=', id)
    .where('state', '=', from)
    .returningAll()
    .executeTakeFirst();
}

/** Whether this person waits for a decision on the very same act. */
export async function isAskedFor(
  executor: Executor,
  { workspace_id, requested_by, act }: Pick<ApprovalRow, 'workspace_id' | 'requested_by' | 'act'>,
): Promise<boolean> {
  const found = await executor
    .selectFrom('approvals')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('state', '=', 'pending')
    .where('requested_by', '=', requested_by)
    .where('act', '=', act)
    .executeTakeFirst();
  return found !== undefined;
}

/** Forgets what was offered before `since` and never asked for. */
export async function forgetOffers(executor: Executor, workspaceId: string, since: Timestamp): Promise<void> {
  await executor
    .deleteFrom('approvals')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'offered')
    .where('created_at', '<', since)
    .execute();
}
