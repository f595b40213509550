import { forgetOffers, insertApproval } from '../store/approvals.ts';
import type { Transaction } from '../store/database.ts';
import type { Denied } from './gate.ts';

/** How long an approval may be asked for after the refusal, in ms. */
export const OFFER_LASTS_MS = 24 * 60 * 60_000;

/** Keeps what was refused, for the case that an approval is asked for. */
export function createOffer(options: { now: () => Date; newApprovalId: () => string }) {
  return async (transaction: Transaction, { actor, action, decision, act }: Denied): Promise<string> => {
    const now = options.now();
    const at = now.toISOString();
    const id = options.newApprovalId();
    await forgetOffers(
      transaction,
      actor.workspaceId,
      new Date(now.getTime() - OFFER_LASTS_MS).toISOString(),
    );
    await insertApproval(transaction, {
      id,
      workspace_id: actor.workspaceId,
      state: 'offered',
      requested_by: actor.userId,
      role: actor.role,
      action,
      rule: decision.rule,
      refusal: decision.reason,
      act: JSON.stringify(act),
      decided_by: null,
      decision_reason: null,
      outcome: null,
      created_at: at,
      requested_at: null,
      expires_at: null,
      decided_at: null,
      updated_at: at,
    });
    return id;
  };
}
