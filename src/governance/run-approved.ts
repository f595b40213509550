import type { DeadJob, JobHandlers } from '../jobs/job.ts';
import type { ApprovalRow } from '../store/approval-schema.ts';
import { findApproval } from '../store/approvals.ts';
import type { Database } from '../store/database.ts';
import type { Action } from './actions.ts';
import { type Act, readAct } from './acts.ts';
import { approvalJob, endApproval } from './approval-record.ts';
import type { ApprovalOptions } from './approvals.ts';
import type { Audit } from './audit.ts';
import { type Actor, createGate, type Gate, Refusal } from './gate.ts';
import type { Role } from './policy-schema.ts';

/** On what an approved act is done. */
export interface ApprovedGround {
  database: Database;
  audit: Audit;
  gate: Gate;
}

/** Does an act as `actor`, with services that stand on this ground. Throws `Refusal` where it cannot be done. */
export type RunAct = (ground: ApprovedGround, actor: Actor, act: Act) => Promise<void>;

type RunOptions = Omit<ApprovalOptions, 'gate'> & { runAct: RunAct };

/** How long Slack is left alone before approvers are looked for again, in ms. */
const PAUSE_MS = 5 * 60_000;

/** It was done by an earlier run of the job. */
class AlreadyDone extends Error {}

/** The work that approvals ask of the queue, but for telling people. */
export function createApprovalWork(options: RunOptions) {
  const { database, queue, now } = options;
  const handlers: Pick<JobHandlers, 'approval.expire' | 'approval.run'> = {
    async 'approval.expire'({ approvalId }) {
      await database.transaction(async (transaction) => {
        const approval = await findApproval(transaction, approvalId);
        if (!approval?.expires_at || approval.expires_at > now().toISOString()) return;
        await endApproval(options, transaction, approvalId, 'pending', { state: 'expired' });
      });
    },

    async 'approval.run'({ approvalId }) {
      const approval = await findApproval(database.db, approvalId);
      if (approval?.state !== 'approved') return;
      try {
        await runOnce(options, approval);
      } catch (error) {
        if (error instanceof AlreadyDone) return;
        if (!(error instanceof Refusal)) throw error;
        await fail(approvalId, error.message);
      }
    },
  };

  async function fail(approvalId: string, outcome: string): Promise<void> {
    await database.transaction((transaction) =>
      endApproval(options, transaction, approvalId, 'approved', { state: 'failed', outcome }),
    );
  }

  return {
    handlers,

    /** What was given up: an act has failed then, and approvers are looked for again as long as they are waited for. */
    async onDead(job: DeadJob): Promise<void> {
      const { approvalId } = job.payload as { approvalId: string };
      if (job.kind === 'approval.run') {
        return fail(approvalId, 'It could not be done, though it was tried several times.');
      }
      const approval = await findApproval(database.db, approvalId);
      if (job.kind !== 'approval.announce' || approval?.state !== 'pending') return;
      const again = approvalJob('approval.announce', approvalId, new Date(now().getTime() + PAUSE_MS));
      await database.transaction((transaction) => queue.enqueue(transaction, again));
    },
  };
}

/**
 * Does what was approved, as whoever asked for it. The first transaction of the act also uses the approval up, so that
 * both happen or neither does: however often the job runs, it is done once. Every line it leaves in the audit log names
 * the approval.
 */
async function runOnce(options: RunOptions, approval: ApprovalRow): Promise<void> {
  const { database, policy } = options;
  const { id, workspace_id: workspaceId, requested_by: userId } = approval;
  const audit = naming(options.audit, id);
  const approved = { action: approval.action as Action, rule: approval.rule };
  const ground: ApprovedGround = {
    database: using(options, id),
    audit,
    // On the plain database: a denial is recorded, and uses nothing up.
    gate: createGate({ policy, audit, database, approved }),
  };
  const actor: Actor = { workspaceId, userId, role: approval.role as Role };
  await options.runAct(ground, actor, readAct(approval.act));
  // For acts that are no transaction of their own.
  await database.transaction((transaction) =>
    endApproval(options, transaction, id, 'approved', { state: 'done' }),
  );
}

/** The database, whose first transaction to succeed uses the approval up. Throws `AlreadyDone` where that happened. */
function using(options: RunOptions, approvalId: string): Database {
  const { database } = options;
  let isUsed = false;
  return {
    ...database,
    async transaction(work) {
      const result = await database.transaction(async (transaction) => {
        if (!isUsed) {
          const done = await endApproval(options, transaction, approvalId, 'approved', { state: 'done' });
          if (!done) throw new AlreadyDone();
        }
        return work(transaction);
      });
      isUsed = true;
      return result;
    },
  };
}

function naming(audit: Audit, approval: string): Audit {
  return {
    record: (executor, ...entries) =>
      audit.record(
        executor,
        ...entries.map((entry) => ({ ...entry, payload: { ...entry.payload, approval } })),
      ),
  };
}
