import type { Queue } from '../jobs/job.ts';
import type { ApprovalRow, ApprovalState } from '../store/approval-schema.ts';
import { findApproval, isAskedFor, moveApproval } from '../store/approvals.ts';
import type { Database } from '../store/database.ts';
import { approvalJob, recordApproval } from './approval-record.ts';
import type { Audit } from './audit.ts';
import { type Actor, type Gate, Refusal } from './gate.ts';
import { OFFER_LASTS_MS } from './offers.ts';
import type { Policy } from './policy-schema.ts';

export type Verdict = 'approve' | 'deny';

/** What people do with refusals that can be overridden. Each is durable when it returns. */
export interface Approvals {
  /** Asks for the approval that a refusal offered. Throws `Refusal`. */
  request(actor: Actor, offerId: string): Promise<ApprovalRow>;
  /** What waits for a decision, for someone who may decide on it. Throws `Refusal`. */
  toDecide(actor: Actor, approvalId: string): Promise<ApprovalRow>;
  /** A second person's word, with their reason; what is approved is done by a job, once. Throws `Refusal`. */
  decide(actor: Actor, approvalId: string, verdict: Verdict, reason: string): Promise<ApprovalRow>;
}

export interface ApprovalOptions {
  database: Database;
  queue: Queue;
  audit: Audit;
  gate: Gate;
  policy: () => Policy;
  now: () => Date;
}

const HOUR_MS = 60 * 60_000;
/** Longest reason that is kept, in characters. */
export const LONGEST_REASON = 1_000;

export function createApprovals(options: ApprovalOptions): Approvals {
  const { database, queue, audit, gate, policy, now } = options;

  async function mustFind(actor: Actor, id: string): Promise<ApprovalRow> {
    const found = await findApproval(database.db, id);
    if (found?.workspace_id === actor.workspaceId) return found;
    throw new Refusal('This is not to be had any more. Do once more what was refused, and ask then.');
  }

  async function toDecide(actor: Actor, id: string): Promise<ApprovalRow> {
    const approval = await mustFind(actor, id);
    await gate.require(actor, 'approval.decide', { requestedBy: approval.requested_by });
    if (approval.state !== 'pending') throw new Refusal(asOver(approval.state));
    return approval;
  }

  return {
    toDecide,

    async request(actor, offerId) {
      await gate.require(actor, 'approval.request');
      const offer = await mustFind(actor, offerId);
      if (offer.requested_by !== actor.userId) throw new Refusal('Only who was refused can ask for it.');
      if (now().getTime() - Date.parse(offer.created_at) > OFFER_LASTS_MS) {
        throw new Refusal('That was long ago. Do it once more, and ask then.');
      }
      return database.transaction(async (transaction) => {
        if (await isAskedFor(transaction, offer)) throw new Refusal('You have asked for this already.');
        const at = now();
        const expiresAt = new Date(at.getTime() + policy().approvals.expire_after_hours * HOUR_MS);
        const pending = await moveApproval(transaction, offerId, 'offered', {
          state: 'pending',
          requested_at: at.toISOString(),
          expires_at: expiresAt.toISOString(),
          updated_at: at.toISOString(),
        });
        if (!pending) throw new Refusal('You have asked for this already.');
        await recordApproval(audit, transaction, 'requested', pending, actor.userId);
        await queue.enqueue(transaction, approvalJob('approval.expire', offerId, expiresAt));
        await queue.enqueue(transaction, approvalJob('approval.announce', offerId));
        return pending;
      });
    },

    async decide(actor, id, verdict, given) {
      const reason = given.trim();
      if (reason === '') throw new Refusal('Say why: the reason is part of the record.');
      if (reason.length > LONGEST_REASON) throw new Refusal(`Say it in ${LONGEST_REASON} characters.`);
      await toDecide(actor, id);
      return database.transaction(async (transaction) => {
        const at = now().toISOString();
        const state = verdict === 'approve' ? 'approved' : 'denied';
        const decided = await moveApproval(transaction, id, 'pending', {
          state,
          decided_by: actor.userId,
          decision_reason: reason,
          decided_at: at,
          updated_at: at,
        });
        // Another approver was faster.
        if (!decided) throw new Refusal(asOver((await findApproval(transaction, id))?.state));
        await recordApproval(audit, transaction, state, decided, actor.userId);
        if (state === 'approved') await queue.enqueue(transaction, approvalJob('approval.run', id));
        await queue.enqueue(transaction, approvalJob('approval.announce', id));
        return decided;
      });
    },
  };
}

function asOver(state: ApprovalState | undefined): string {
  switch (state) {
    case 'denied':
      return 'This has been denied already.';
    case 'expired':
      return 'Nobody decided on this in time: it has to be asked for again.';
    default:
      return 'This has been approved already.';
  }
}
