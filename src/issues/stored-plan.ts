import type { Plan } from '../plan/plan.ts';
import { formatRef } from '../plan/ref.ts';
import { findMicrostep, microstepsOf } from '../store/microsteps.ts';
import type { MicrostepRow } from '../store/plan-schema.ts';
import type { MicrostepSide, PlanSide } from './plan-side.ts';

/** The plan as it is stored, for the sync. */
export function storedPlan(plan: Pick<Plan, 'applyRemote'>): PlanSide {
  return {
    async read(executor, microstepId) {
      const row = await findMicrostep(executor, microstepId);
      return row && asSide(row);
    },
    async readAll(executor, workspaceId, projectId) {
      return (await microstepsOf(executor, workspaceId, projectId)).map(asSide);
    },
    async apply(transaction, microstepId, changes, actor) {
      const applied = await plan.applyRemote(transaction, microstepId, changes, actor);
      return applied && { stored: asSide(applied.row), held: applied.refusal };
    },
  };
}

function asSide(row: MicrostepRow): MicrostepSide {
  const { id, title, description, status, priority } = row;
  const { workspace_id: workspaceId, project_id: projectId } = row;
  return { id, workspaceId, projectId, ref: formatRef(row), title, description, status, priority };
}
