import { decide } from '../governance/decide.ts';
import { Refusal } from '../governance/gate.ts';
import type { Transaction } from '../store/database.ts';
import { findMicrostep, type MicrostepChanges } from '../store/microsteps.ts';
import type { MicrostepRow } from '../store/plan-schema.ts';
import { createPlanEdits, type PlanEdits } from './edits.ts';
import { factsOfRemoteChange } from './facts-of-changes.ts';
import { fittingChanges } from './fitting-changes.ts';
import { createPlanImport, type PlanImport } from './import-plan.ts';
import type { PlanOptions } from './plan-options.ts';
import { createPlanQueries, type PlanQueries } from './queries.ts';
import { createRecorder } from './record.ts';

export type { PlanOptions } from './plan-options.ts';

/** A project's plan: everything that is asked of it and done with it. */
export interface Plan extends PlanQueries, PlanEdits, PlanImport {
  /** The plan of another project of the same workspaces. */
  of(projectId: string): Plan;
  /**
   * What came from a tracker: kept with its history like any other change, asked of nobody, told to no tracker. What
   * people here could not have typed is made to fit. Gives the microstep as it is then; undefined where it is gone. Where
   * the policy does not let it be done yet, its status stays, and `refusal` says why.
   */
  applyRemote(
    transaction: Transaction,
    microstepId: string,
    changes: MicrostepChanges,
    actor: string,
  ): Promise<{ row: MicrostepRow; refusal: Refusal | undefined } | undefined>;
}

export function createPlan(options: PlanOptions): Plan {
  const recorder = createRecorder(options);
  const queries = createPlanQueries(options);
  return {
    ...queries,
    ...createPlanEdits({ ...options, recorder, queries }),
    ...createPlanImport({ ...options, recorder }),

    of: (projectId) => createPlan({ ...options, projectId }),

    async applyRemote(transaction, microstepId, changes, actor) {
      const current = await findMicrostep(transaction, microstepId);
      if (!current) return undefined;
      const policy = options.policy();
      const facts = await factsOfRemoteChange(policy, transaction, { before: current, changes });
      const { allowed, reason, rule, mend } = decide(policy, 'plan.follow', { role: 'system', ...facts });
      const refusal = allowed ? undefined : new Refusal(reason, rule, { mend });
      const { status: _status, ...others } = changes;
      const fitting = fittingChanges(refusal ? others : changes);
      const { row } = await recorder.change(transaction, current, fitting, actor);
      return { row, refusal };
    },
  };
}
