import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { IssueStatus } from '../integrations/contract.ts';
import { findIssueLink, linksOfUnmappedStatus } from '../store/issue-links.ts';
import type { IssueOptions } from './options.ts';
import { reconcileJob } from './reconcile.ts';

/** A status of a tracker that nothing here says the meaning of. */
export interface UnmappedStatus {
  integrationId: string;
  provider: string;
  /** The tracker's own name for it. */
  name: string;
}

/** What people decide a tracker's own statuses mean. */
export interface StatusMap {
  /** The status that a link waits for. Throws `Refusal` where it has been mapped since, or may not be by this person. */
  unmapped(actor: Actor, linkId: string): Promise<UnmappedStatus>;
  /** Keeps the meaning in the settings, for all issues of the tracker, and brings those that wait for it in step. */
  map(
    actor: Actor,
    status: Pick<UnmappedStatus, 'integrationId' | 'name'>,
    meaning: IssueStatus,
  ): Promise<void>;
}

export function createStatusMap(options: IssueOptions & { gate: Gate }): StatusMap {
  const { database, settings, queue, gate, audit } = options;
  return {
    async unmapped(actor, linkId) {
      await gate.require(actor, 'integration.configure');
      const link = await findIssueLink(database.db, linkId);
      if (link?.workspace_id !== actor.workspaceId) throw new Refusal('This link is gone already.');
      if (link.unmapped_status === null) throw new Refusal('This status has been mapped already.');
      return { integrationId: link.integration_id, provider: link.provider, name: link.unmapped_status };
    },

    async map(actor, { integrationId, name }, meaning) {
      await gate.require(actor, 'integration.configure');
      await settings.update(actor.workspaceId, ({ integrations }) => {
        const integration = integrations.find(({ id }) => id === integrationId);
        if (!integration) throw new Refusal('This tracker is not configured any more.');
        integration.statusOverrides = { ...integration.statusOverrides, [name]: meaning };
      });
      await database.transaction(async (transaction) => {
        await audit.record(transaction, {
          workspaceId: actor.workspaceId,
          actor: actor.userId,
          action: 'issue.status_mapped',
          payload: { integration: integrationId, status: name, meaning },
        });
        for (const link of await linksOfUnmappedStatus(transaction, integrationId, name)) {
          await queue.enqueue(transaction, reconcileJob(link));
        }
      });
    },
  };
}
