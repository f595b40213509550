import type { Executor } from './database.ts';
import type { PlanSectionRow } from './plan-schema.ts';

/** Where a section stands in its plan; `step` 0 is the phase itself. */
export type SectionPlace = Pick<PlanSectionRow, 'workspace_id' | 'project_id' | 'phase' | 'step'>;

export type SectionChanges = Partial<Pick<PlanSectionRow, 'title' | 'position' | 'updated_at'>>;

/** Those that are there already are left as they are. */
export async function insertSectionsIfNew(executor: Executor, ...rows: PlanSectionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await executor
    .insertInto('plan_sections')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'project_id', 'phase', 'step']).doNothing())
    .execute();
}

/** All of a project, by their numbers: a phase before its steps. */
export function sectionsOf(
  executor: Executor,
  workspaceId: string,
  projectId: string,
): Promise<PlanSectionRow[]> {
  return executor
    .selectFrom('plan_sections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('project_id', '=', projectId)
    .orderBy('phase')
    .orderBy('step')
    .execute();
}

/** Throws where there is none. */
export async function updateSection(
  executor: Executor,
  place: SectionPlace,
  changes: SectionChanges,
): Promise<void> {
  await executor
    .updateTable('plan_sections')
    .set(changes)
    .where('workspace_id', '=', place.workspace_id)
    .where('project_id', '=', place.project_id)
    .where('phase', '=', place.phase)
    .where('step', '=', place.step)
    .returning('phase')
    .executeTakeFirstOrThrow();
}
