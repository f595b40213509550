import type { Job, Queue } from '../jobs/job.ts';
import type { ApprovalRow, ApprovalState } from '../store/approval-schema.ts';
import { moveApproval } from '../store/approvals.ts';
import type { Transaction } from '../store/database.ts';
import type { Audit } from './audit.ts';

/** Ends an approval, tells of it and keeps a record; nothing happens where it is not in `from` any more. */
export async function endApproval(
  { queue, audit, now }: { queue: Queue; audit: Audit; now: () => Date },
  transaction: Transaction,
  id: string,
  from: ApprovalState,
  end: { state: 'expired' | 'done' | 'failed'; outcome?: string },
): Promise<ApprovalRow | undefined> {
  const changes = { ...end, updated_at: now().toISOString() };
  const ended = await moveApproval(transaction, id, from, changes);
  if (!ended) return undefined;
  await recordApproval(audit, transaction, end.state, ended, 'system');
  await queue.enqueue(transaction, approvalJob('approval.announce', id));
  return ended;
}

/** What happened to an approval, with all that was asked for. */
export function recordApproval(
  audit: Audit,
  transaction: Transaction,
  what: string,
  approval: ApprovalRow,
  actor: string,
): Promise<void> {
  const { id, workspace_id: workspaceId, requested_by: requestedBy, action, rule } = approval;
  const { decision_reason: reason, outcome } = approval;
  return audit.record(transaction, {
    workspaceId,
    actor,
    action: `approval.${what}`,
    payload: {
      approval: id,
      requestedBy,
      asked: action,
      rule,
      act: JSON.parse(approval.act),
      ...(reason === null ? {} : { reason }),
      ...(outcome === null ? {} : { outcome }),
    },
  });
}

type ApprovalJob = 'approval.announce' | 'approval.expire' | 'approval.run';

/** Work on one approval; what changes it shares a lane. */
export function approvalJob(kind: ApprovalJob, approvalId: string, runAt?: Date): Job {
  const lane = kind === 'approval.announce' ? `announce:${approvalId}` : `approval:${approvalId}`;
  const job = { kind, payload: { approvalId }, key: `approval:${approvalId}`, lane };
  return runAt ? { ...job, runAt } : job;
}
