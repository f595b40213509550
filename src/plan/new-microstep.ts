import type { MicrostepRow } from '../store/plan-schema.ts';

/** What has to be said of a new microstep. */
export type NewMicrostep = Pick<MicrostepRow, 'id' | 'workspace_id' | 'project_id' | 'title'> &
  Pick<MicrostepRow, 'phase' | 'step' | 'number' | 'position'> &
  Partial<Pick<MicrostepRow, 'description' | 'status' | 'priority' | 'assignee' | 'branch'>>;

/** A microstep as it is at the moment it is made. */
export function newMicrostep(given: NewMicrostep, now: Date): MicrostepRow {
  const at = now.toISOString();
  return {
    ...given,
    description: given.description ?? '',
    status: given.status ?? 'todo',
    priority: given.priority ?? 'none',
    assignee: given.assignee ?? null,
    branch: given.branch ?? null,
    created_at: at,
    updated_at: at,
  };
}
