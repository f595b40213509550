import type { WebClient } from '@slack/web-api';
import { endApproval } from '../governance/approval-record.ts';
import { approversNamed } from '../governance/approvers.ts';
import type { Audit } from '../governance/audit.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { ApprovalEnd, JobHandlers, MessageRef, Queue } from '../jobs/job.ts';
import { deliverJob } from '../notifications/deliver-job.ts';
import { approvalKeyPrefix } from '../notifications/message-key.ts';
import type { ApprovalRow, ApprovalState } from '../store/approval-schema.ts';
import { findApproval } from '../store/approvals.ts';
import type { Database, Transaction } from '../store/database.ts';
import { slackMessagesByPrefix } from '../store/slack-messages.ts';
import { peopleOf } from './approvers.ts';

const ENDS: readonly ApprovalState[] = ['denied', 'expired', 'done', 'failed'] satisfies ApprovalEnd[];

const NOBODY = 'There is nobody but you whom the policy lets approve it.';

/**
 * Has an approval shown as it stands: to those who may decide while it waits for them, on every card there is of it from
 * then on, and to who asked once it has come to an end.
 */
export function createAnnounceApprovalHandler(options: {
  database: Database;
  queue: Queue;
  audit: Audit;
  policy: () => Policy;
  clientFor: (workspaceId: string) => Promise<WebClient>;
  now: () => Date;
}): JobHandlers['approval.announce'] {
  const { database, queue, policy } = options;

  /** Where those are asked who may decide; a person's id stands for their direct message. */
  async function placesToAsk(approval: ApprovalRow): Promise<string[]> {
    const { ask_in: place } = policy().approvals;
    if (place !== 'direct_message') return [place];
    const client = await options.clientFor(approval.workspace_id);
    const people = await peopleOf(client, approversNamed(policy()));
    return people.filter((person) => person !== approval.requested_by);
  }

  function deliver(transaction: Transaction, message: MessageRef): Promise<void> {
    return queue.enqueue(transaction, deliverJob(message));
  }

  return async ({ approvalId }) => {
    const approval = await findApproval(database.db, approvalId);
    if (!approval || approval.state === 'offered') return;
    const { workspace_id: workspaceId, requested_by: requester, state } = approval;
    const asked = state === 'pending' ? await placesToAsk(approval) : [];
    await database.transaction(async (transaction) => {
      const prefix = approvalKeyPrefix(approvalId);
      const cards = await slackMessagesByPrefix(transaction, workspaceId, prefix);
      const channels = new Set([...cards.map(({ key }) => key.slice(prefix.length)), ...asked]);
      if (state === 'pending' && channels.size === 0) {
        const end = { state: 'failed', outcome: NOBODY } as const;
        await endApproval(options, transaction, approvalId, 'pending', end);
        return;
      }
      for (const channel of channels) {
        await deliver(transaction, { workspaceId, channel, approvalId, form: 'approval' });
      }
      if (!isEnd(state)) return;
      await deliver(transaction, {
        workspaceId,
        channel: requester,
        approvalId,
        form: 'approval_outcome',
        state,
      });
    });
  };
}

function isEnd(state: ApprovalState): state is ApprovalEnd {
  return ENDS.includes(state);
}
