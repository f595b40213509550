import type { Executor } from './database.ts';
import type { MicrostepHistoryRow, MicrostepRow } from './plan-schema.ts';

/** Where a microstep stands in its plan. */
export type MicrostepPlace = Pick<MicrostepRow, 'phase' | 'step' | 'number'>;

/** Everything about a microstep that may change. */
export type MicrostepChanges = Partial<
  Pick<MicrostepRow, 'title' | 'description' | 'status' | 'priority' | 'assignee' | 'branch'>
>;

/** One statement: no more than about a thousand rows at a time. */
export async function insertMicrosteps(executor: Executor, ...rows: MicrostepRow[]): Promise<void> {
  if (rows.length > 0) await executor.insertInto('microsteps').values(rows).execute();
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

/** All of a project, in the plan's order: that of phases, then of their steps, then of what is in a step. */
export function microstepsOf(
  executor: Executor,
  workspaceId: string,
  projectId: string,
): Promise<MicrostepRow[]> {
  return executor
    .selectFrom('microsteps')
    .leftJoin('plan_sections as phases', (join) =>
      join
        .onRef('phases.workspace_id', '=', 'microsteps.workspace_id')
        .onRef('phases.project_id', '=', 'microsteps.project_id')
        .onRef('phases.phase', '=', 'microsteps.phase')
        .on('phases.step', '=', 0),
    )
    .leftJoin('plan_sections as steps', (join) =>
      join
        .onRef('steps.workspace_id', '=', 'microsteps.workspace_id')
        .onRef('steps.project_id', '=', 'microsteps.project_id')
        .onRef('steps.phase', '=', 'microsteps.phase')
        .onRef('steps.step', '=', 'microsteps.step'),
    )
    .selectAll('microsteps')
    .where('microsteps.workspace_id', '=', workspaceId)
    .where('microsteps.project_id', '=', projectId)
    .orderBy((builder) => builder.fn.coalesce('phases.position', 'microsteps.phase'))
    .orderBy('microsteps.phase')
    .orderBy((builder) => builder.fn.coalesce('steps.position', 'microsteps.step'))
    .orderBy('microsteps.step')
    .orderBy('microsteps.position')
    .orderBy('microsteps.number')
    .execute();
}

/** Throws where there is none. */
export async function updateMicrostep(
  executor: Executor,
  id: string,
  changes: MicrostepChanges & Partial<Pick<MicrostepRow, 'position' | 'updated_at'>>,
): Promise<void> {
  await executor
    .updateTable('microsteps')
    .set(changes)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** One statement: no more than about a thousand rows at a time. */
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
