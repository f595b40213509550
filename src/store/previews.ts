import type { Executor } from './database.ts';
import { beginsWith } from './key-prefix.ts';
import type { MicrostepRow } from './plan-schema.ts';
import type { PreviewHistoryRow, PreviewRow, PreviewState } from './schema.ts';

/** Their builds have not ended yet, as far as is known. */
const UNFINISHED: readonly PreviewState[] = ['requested', 'queued', 'building'];

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
  { limit }: { limit: number },
): Promise<PreviewRow[]> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Those that are, or were, at an origin (`https://web-app-git-login.vercel.app`), newest first. */
export function previewsAtOrigin(
  executor: Executor,
  workspaceId: string,
  origin: string,
  limit: number,
): Promise<PreviewRow[]> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where((builder) => builder.or([builder('url', '=', origin), beginsWith('url', `${origin}/`)]))
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** The branches that were deployed last, each once, the latest first. */
export async function recentBranches(
  executor: Executor,
  workspaceId: string,
  limit: number,
): Promise<string[]> {
  const rows = await executor
    .selectFrom('previews')
    .select('branch')
    .where('workspace_id', '=', workspaceId)
    .groupBy('branch')
    .orderBy((builder) => builder.fn.max('requested_at'), 'desc')
    .orderBy('branch')
    .limit(limit)
    .execute();
  return rows.map(({ branch }) => branch);
}

/** Those of a microstep, newest first: of its branch, or deployed for it. */
export function previewsOfMicrostep(
  executor: Executor,
  { id, branch, ...of }: Pick<MicrostepRow, 'id' | 'workspace_id' | 'project_id' | 'branch'>,
  limit: number,
): Promise<PreviewRow[]> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('workspace_id', '=', of.workspace_id)
    .where('project_id', '=', of.project_id)
    .where((builder) => builder.or([builder('microstep_id', '=', id), builder('branch', '=', branch)]))
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Those of an integration that can be looked at, oldest first. */
export function previewsInUse(executor: Executor, integrationId: string): Promise<PreviewRow[]> {
  return executor
    .selectFrom('previews')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where('state', 'in', ['ready', 'expiring'])
    .orderBy('requested_at')
    .orderBy('id')
    .execute();
}

/** Those whose builds have not ended yet, oldest first: of one integration, or of all workspaces. */
export function unfinishedPreviews(
  executor: Executor,
  of?: { workspaceId: string; integrationId: string },
): Promise<PreviewRow[]> {
  let query = executor.selectFrom('previews').selectAll().where('state', 'in', UNFINISHED);
  if (of) {
    query = query.where('workspace_id', '=', of.workspaceId).where('integration_id', '=', of.integrationId);
  }
  return query.orderBy('requested_at').orderBy('id').execute();
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

/**
 * Whether a preview that can be looked at passed QA: one of the microstep's branch, or, where it has none, one that
 * was deployed for it.
 */
export async function hasPassedPreview(
  executor: Executor,
  microstep: Pick<MicrostepRow, 'id' | 'workspace_id' | 'project_id' | 'branch'>,
): Promise<boolean> {
  const { id, branch } = microstep;
  let query = executor
    .selectFrom('previews')
    .select('id')
    .where('workspace_id', '=', microstep.workspace_id)
    .where('project_id', '=', microstep.project_id)
    .where('state', 'in', ['ready', 'expiring'])
    .where('qa_passed_by', 'is not', null);
  query = branch === null ? query.where('microstep_id', '=', id) : query.where('branch', '=', branch);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}
