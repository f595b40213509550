import type { Executor } from './database.ts';
import type { MicrostepHistoryRow, MicrostepRow } from './plan-schema.ts';

/** Where a microstep stands in its plan. */
export type MicrostepPlace = Pick<MicrostepRow, 'phase' | 'step' | 'number'>;

/** Everything about a microstep that may change. */
export type MicrostepChanges = Partial<
  Pick<MicrostepRow, 'title' | 'description' | 'status' | 'priority' | 'assignee' | 'branch'>
>;

export async function insertMicrostep(executor: Executor, row: MicrostepRow): Promise<void> {
  await executor.insertInto('microsteps').values(row).execute();
}

/** By its id alone, which is unique over all workspaces. */
export function findMicrostep(executor: Executor, id: string): Promise<MicrostepRow | undefined> {
  return executor.selectFrom('microsteps').selectAll().where('id', '=', id).executeTakeFirst();
}

export function microstepAt(
  executor: Executor,
  workspaceId: string,
  projectId: string,
  place: MicrostepPlace,
): Promise<MicrostepRow | undefined> {
  return executor
    .selectFrom('microsteps')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .where('phase', '=', place.phase)
    .where('step', '=', place.step)
    .where('number', '=', place.number)
    .executeTakeFirst();
}

/** All of a project, in the plan's order. */
export function microstepsOf(
  executor: Executor,
  workspaceId: string,
  projectId: string,
): Promise<MicrostepRow[]> {
  return executor
    .selectFrom('microsteps')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .orderBy('phase')
    .orderBy('step')
    .orderBy('number')
    .execute();
}

/** Throws where there is none. */
export async function updateMicrostep(
  executor: Executor,
  id: string,
  changes: MicrostepChanges & Pick<MicrostepRow, 'updated_at'>,
): Promise<void> {
  await executor
    .updateTable('microsteps')
    .set(changes)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
}

export async function addMicrostepHistory(executor: Executor, ...rows: MicrostepHistoryRow[]): Promise<void> {
  if (rows.length > 0) await executor.insertInto('microstep_history').values(rows).execute();
}

/** Newest first. */
export function microstepHistory(
  executor: Executor,
  microstepId: string,
  limit: number,
): Promise<MicrostepHistoryRow[]> {
  return executor
    .selectFrom('microstep_history')
    .selectAll()
    .where('microstep_id', '=', microstepId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
