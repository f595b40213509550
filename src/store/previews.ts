import type { Executor } from './database.ts';
import type { PreviewHistoryRow, PreviewRow, PreviewState } from './schema.ts';

/** Something is still to happen with these: they are looked after again when the process starts. */
const UNFINISHED: readonly PreviewState[] = ['requested', 'queued', 'building', 'expiring'];

/** What about a preview may change. */
export type PreviewChanges = Partial<Omit<PreviewRow, 'id' | 'workspace_id'>>;

export async function insertPreview(executor: Executor, row: PreviewRow): Promise<void> {
  await executor.insertInto('previews').values(row).execute();
}

/** As a person names it: within their own workspace. */
export function previewById(
  executor: Executor,
  workspaceId: string,
  id: string,
): Promise<PreviewRow | undefined> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** As a job names it: by its id alone, which is unique over all workspaces. */
export function findPreview(executor: Executor, id: string): Promise<PreviewRow | undefined> {
  return executor.selectFrom('previews').selectAll().where('id', '=', id).executeTakeFirst();
}

/** By the vendor's deployment id. */
export function previewByExternalId(
  executor: Executor,
  integrationId: string,
  externalId: string,
): Promise<PreviewRow | undefined> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
}

/** Newest first. */
export function listPreviews(
  executor: Executor,
  workspaceId: string,
  filter: { limit: number; states?: readonly PreviewState[]; projectId?: string },
): Promise<PreviewRow[]> {
  let query = executor.selectFrom('previews').selectAll().where('workspace_id', '=', workspaceId);
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.projectId !== undefined) query = query.where('project_id', '=', filter.projectId);
  return query.orderBy('requested_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute();
}

/** Those of all workspaces with which something is still to happen, oldest first. */
export function unfinishedPreviews(executor: Executor): Promise<PreviewRow[]> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('state', 'in', UNFINISHED)
    .orderBy('requested_at')
    .orderBy('id')
    .execute();
}

/** Returns the preview as it is now. Throws where there is none. */
export function updatePreview(executor: Executor, id: string, changes: PreviewChanges): Promise<PreviewRow> {
  return executor
    .updateTable('previews')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function addPreviewHistory(executor: Executor, row: PreviewHistoryRow): Promise<void> {
  await executor.insertInto('preview_history').values(row).execute();
}

/** Oldest first. */
export function previewHistory(executor: Executor, previewId: string): Promise<PreviewHistoryRow[]> {
  return executor
    .selectFrom('preview_history')
    .selectAll()
    .where('preview_id', '=', previewId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Of a branch on one platform, the one asked for last. */
export function latestPreviewOfBranch(
  executor: Executor,
  workspaceId: string,
  integrationId: string,
  branch: string,
): Promise<PreviewRow | undefined> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('branch', '=', branch)
    .where('integration_id', '=', integrationId)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Those of all workspaces that time will end, soonest first. */
export function previewsToExpire(executor: Executor): Promise<PreviewRow[]> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('state', 'in', ['ready', 'expiring'])
    .where('expires_at', 'is not', null)
    .orderBy('expires_at')
    .execute();
}
