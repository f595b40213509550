import type { Executor } from './database.ts';
import type { IssueLinkRow, MatchDecisionRow } from './issue-schema.ts';

/** Everything about a link that may change. */
export type IssueLinkChanges = Partial<Omit<IssueLinkRow, 'id' | 'workspace_id' | 'created_at'>>;

/** Makes a link, unless its issue is linked already: then that link is given and nothing changes. */
export async function insertIssueLink(
  executor: Executor,
  row: IssueLinkRow,
): Promise<{ row: IssueLinkRow; isNew: boolean }> {
  if (row.external_id !== null) {
    const existing = await linkOfIssue(executor, row.integration_id, row.external_id);
    if (existing) return { row: existing, isNew: false };
  }
  await executor.insertInto('issue_links').values(row).execute();
  return { row, isNew: true };
}

export function findIssueLink(executor: Executor, id: string): Promise<IssueLinkRow | undefined> {
  return executor.selectFrom('issue_links').selectAll().where('id', '=', id).executeTakeFirst();
}

export function linkOfIssue(
  executor: Executor,
  integrationId: string,
  externalId: string,
): Promise<IssueLinkRow | undefined> {
  return executor
    .selectFrom('issue_links')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
}

/** Oldest first. */
export function linksOfMicrostep(executor: Executor, microstepId: string): Promise<IssueLinkRow[]> {
  return executor
    .selectFrom('issue_links')
    .selectAll()
    .where('microstep_id', '=', microstepId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Those of these microsteps that are linked to an issue which is there. */
export async function linkedAmong(executor: Executor, microstepIds: readonly string[]): Promise<Set<string>> {
  if (microstepIds.length === 0) return new Set();
  const rows = await executor
    .selectFrom('issue_links')
    .select('microstep_id')
    .where('microstep_id', 'in', microstepIds)
    .where('state', '=', 'linked')
    .execute();
  return new Set(rows.map((row) => row.microstep_id));
}

/** Those in step with an integration's issues, by their ids, from the one that follows `after`. */
export function linksOfIntegration(
  executor: Executor,
  integrationId: string,
  { after = '', limit = -1 }: { after?: string; limit?: number } = {},
): Promise<IssueLinkRow[]> {
  return executor
    .selectFrom('issue_links')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where('state', '=', 'linked')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Fields of which trackers have words of their own. */
export type MappedField = 'status' | 'priority';

/** Those of an integration whose issues have a word in this field which nothing here says the meaning of. */
export function linksOfUnmapped(
  executor: Executor,
  integrationId: string,
  field: MappedField,
  name: string,
): Promise<IssueLinkRow[]> {
  return executor
    .selectFrom('issue_links')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where(`unmapped_${field}`, '=', name)
    .execute();
}

/** The microsteps that have an issue of an integration already, or are about to. */
export async function linkedMicrosteps(executor: Executor, integrationId: string): Promise<Set<string>> {
  const rows = await executor
    .selectFrom('issue_links')
    .select('microstep_id')
    .where('integration_id', '=', integrationId)
    .execute();
  return new Set(rows.map((row) => row.microstep_id));
}

/** Throws where there is none. */
export async function updateIssueLink(
  executor: Executor,
  id: string,
  changes: IssueLinkChanges,
): Promise<void> {
  await executor
    .updateTable('issue_links')
    .set(changes)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
}

export async function deleteIssueLink(executor: Executor, id: string): Promise<void> {
  await executor.deleteFrom('issue_links').where('id', '=', id).execute();
}

/** Said twice, it stands once. */
export async function rejectMatch(executor: Executor, row: MatchDecisionRow): Promise<void> {
  await executor
    .insertInto('match_decisions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['microstep_id', 'integration_id', 'external_id']).doNothing())
    .execute();
}

/** The microsteps that a person said an issue is not. */
export async function rejectedMicrosteps(
  executor: Executor,
  integrationId: string,
  externalId: string,
): Promise<Set<string>> {
  const rows = await executor
    .selectFrom('match_decisions')
    .select('microstep_id')
    .where('integration_id', '=', integrationId)
    .where('external_id', '=', externalId)
    .execute();
  return new Set(rows.map((row) => row.microstep_id));
}
