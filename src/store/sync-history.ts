import type { Executor } from './database.ts';
import type { SyncHistoryRow } from './issue-schema.ts';
import type { Timestamp } from './timestamp.ts';

export type SyncCounts = Pick<SyncHistoryRow, 'processed' | 'created' | 'updated' | 'failed' | 'conflicts'>;

export async function insertSyncRun(executor: Executor, row: SyncHistoryRow): Promise<void> {
  await executor.insertInto('sync_history').values(row).execute();
}

export function findSyncRun(executor: Executor, id: string): Promise<SyncHistoryRow | undefined> {
  return executor.selectFrom('sync_history').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those under way, newest first: of one integration or of all. */
export function runningSyncRuns(executor: Executor, integrationId?: string): Promise<SyncHistoryRow[]> {
  let query = executor.selectFrom('sync_history').selectAll().where('state', '=', 'running');
  if (integrationId !== undefined) query = query.where('integration_id', '=', integrationId);
  return query.orderBy('started_at', 'desc').orderBy('id', 'desc').execute();
}

/** Forgets an integration's runs that were begun before a time; those under way stay. */
export async function pruneSyncRuns(
  executor: Executor,
  integrationId: string,
  before: Timestamp,
): Promise<void> {
  await executor
    .deleteFrom('sync_history')
    .where('integration_id', '=', integrationId)
    .where('started_at', '<', before)
    .where('state', '!=', 'running')
    .execute();
}

/** Adds what one more page came to; `error` names what was refused so far. */
export async function countSyncRun(
  executor: Executor,
  id: string,
  counts: SyncCounts,
  error: string | null = null,
): Promise<void> {
  await executor
    .updateTable('sync_history')
    .set((builder) => ({
      processed: builder('processed', '+', counts.processed),
      created: builder('created', '+', counts.created),
      updated: builder('updated', '+', counts.updated),
      failed: builder('failed', '+', counts.failed),
      conflicts: builder('conflicts', '+', counts.conflicts),
      error,
    }))
    .where('id', '=', id)
    .execute();
}

export async function finishSyncRun(
  executor: Executor,
  id: string,
  outcome: { state: 'done' | 'failed'; error: string | null; at: Timestamp },
): Promise<void> {
  await executor
    .updateTable('sync_history')
    .set({ state: outcome.state, error: outcome.error, finished_at: outcome.at })
    .where('id', '=', id)
    .execute();
}

export interface SyncRunFilter {
  limit: number;
  integrationId?: string | undefined;
  /** Without those that found nothing to look at: every few minutes one is begun. */
  eventful?: boolean;
}

/** Newest first. */
export function listSyncRuns(
  executor: Executor,
  workspaceId: string,
  { limit, integrationId, eventful = false }: SyncRunFilter,
): Promise<SyncHistoryRow[]> {
  let query = executor.selectFrom('sync_history').selectAll().where('workspace_id', '=', workspaceId);
  if (integrationId !== undefined) query = query.where('integration_id', '=', integrationId);
  if (eventful) query = query.where((is) => is.or([is('processed', '>', 0), is('state', '!=', 'done')]));
  return query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** How far an integration's changes have been read; undefined before the first time. */
export async function readCursor(executor: Executor, integrationId: string): Promise<string | undefined> {
  const row = await executor
    .selectFrom('sync_cursors')
    .select('cursor')
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  return row?.cursor;
}

export async function writeCursor(
  executor: Executor,
  row: { integration_id: string; workspace_id: string; cursor: string; updated_at: Timestamp },
): Promise<void> {
  const { cursor, updated_at } = row;
  await executor
    .insertInto('sync_cursors')
    .values(row)
    .onConflict((conflict) => conflict.column('integration_id').doUpdateSet({ cursor, updated_at }))
    .execute();
}
