import type { Executor } from './database.ts';
import { beginsWith } from './key-prefix.ts';
import type { RunnerEventRow, Timestamp } from './schema.ts';

/** Adds to the audit log, in the transaction of what it tells of. Nothing here changes or removes an entry. */
export async function appendRunnerEvents(executor: Executor, ...rows: RunnerEventRow[]): Promise<void> {
  if (rows.length > 0) await executor.insertInto('runner_events').values(rows).execute();
}

export interface RunnerEventFilter {
  limit: number;
  /** `preview.` finds `preview.requested` and all its kin. */
  actionPrefix?: string;
  actor?: string;
  /** Inclusive. */
  since?: Timestamp;
}

/** Newest first. */
export function listRunnerEvents(
  executor: Executor,
  workspaceId: string,
  filter: RunnerEventFilter,
): Promise<RunnerEventRow[]> {
  const { actionPrefix, actor, since, limit } = filter;
  let query = executor.selectFrom('runner_events').selectAll().where('workspace_id', '=', workspaceId);
  if (actionPrefix !== undefined) query = query.where(beginsWith('action', actionPrefix));
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (since !== undefined) query = query.where('created_at', '>=', since);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
