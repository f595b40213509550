import type { Refusal } from '../governance/gate.ts';
import type { Executor, Transaction } from '../store/database.ts';
import type { SyncedFields } from './merge.ts';

/** A microstep as the sync sees it. */
export interface MicrostepSide extends SyncedFields {
  id: string;
  workspaceId: string;
  projectId: string;
  /** `p1.s2.ms3` */
  ref: string;
}

/** What the sync needs of the plan. */
export interface PlanSide {
  read(executor: Executor, microstepId: string): Promise<MicrostepSide | undefined>;
  /** All of a project: what issues are matched against. */
  readAll(executor: Executor, workspaceId: string, projectId: string): Promise<MicrostepSide[]>;
  /**
   * Writes what came from a tracker: with history and audit, and without telling the sync of it again. Gives the
   * microstep as it is stored then, which keeps to the plan's own rules for texts; undefined where it is gone. Where the
   * policy does not let the status be that yet, it stays, and `held` says why.
   */
  apply(
    transaction: Transaction,
    microstepId: string,
    changes: Partial<SyncedFields>,
    actor: string,
  ): Promise<{ stored: MicrostepSide; held: Refusal | undefined } | undefined>;
}
