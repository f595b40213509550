import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import { findIssueLink, linksOfUnmapped, type MappedField } from '../store/issue-links.ts';
import { MICROSTEP_PRIORITIES, MICROSTEP_STATUSES } from '../store/plan-schema.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import type { IssueOptions } from './options.ts';
import { reconcileJob } from './reconcile.ts';

/** A tracker's own word for a status or a priority, of which nothing here says the meaning. */
export interface UnmappedWord {
  integrationId: string;
  provider: string;
  field: MappedField;
  name: string;
}

/** What people decide a tracker's own words mean. */
export interface WordMap {
  /** The word that a link waits for. Throws `Refusal` where it has been mapped since, or may not be by this person. */
  unmapped(actor: Actor, linkId: string, field: MappedField): Promise<UnmappedWord>;
  /**
   * Keeps the meaning in the settings, for all issues of the tracker, and brings those that wait for it in step. Throws
   * `Refusal`, also for what is no status or priority of ours.
   */
  map(actor: Actor, word: Omit<UnmappedWord, 'provider'>, meaning: string): Promise<void>;
}

/** What a word of each kind can mean. */
export const MEANINGS = { status: MICROSTEP_STATUSES, priority: MICROSTEP_PRIORITIES } as const;

export function createWordMap(options: IssueOptions & { gate: Gate }): WordMap {
  const { database, settings, queue, gate, audit } = options;
  return {
    async unmapped(actor, linkId, field) {
      await gate.require(actor, 'integration.configure');
      const link = await findIssueLink(database.db, linkId);
      if (link?.workspace_id !== actor.workspaceId) throw new Refusal('This link is gone already.');
      const name = link[`unmapped_${field}`];
      if (name === null) throw new Refusal(`This ${field} has been mapped already.`);
      return { integrationId: link.integration_id, provider: link.provider, field, name };
    },

    async map(actor, { integrationId, field, name }, meaning) {
      await gate.require(actor, 'integration.configure');
      await settings.update(actor.workspaceId, ({ integrations }) => {
        const integration = integrations.find(({ id }) => id === integrationId);
        if (!integration) throw new Refusal('This tracker is not configured any more.');
        setMeaning(integration, field, name, meaning);
      });
      await database.transaction(async (transaction) => {
        await audit.record(transaction, {
          workspaceId: actor.workspaceId,
          actor: actor.userId,
          action: `issue.${field}_mapped`,
          payload: { integration: integrationId, [field]: name, meaning },
        });
        for (const link of await linksOfUnmapped(transaction, integrationId, field, name)) {
          await queue.enqueue(transaction, reconcileJob(link));
        }
      });
    },
  };
}

function setMeaning(
  integration: IntegrationSettings,
  field: MappedField,
  name: string,
  meaning: string,
): void {
  const status = MEANINGS.status.find((each) => each === meaning);
  const priority = MEANINGS.priority.find((each) => each === meaning);
  if (field === 'status' && status) {
    integration.statusOverrides = { ...integration.statusOverrides, [name]: status };
  } else if (field === 'priority' && priority) {
    integration.priorityOverrides = { ...integration.priorityOverrides, [name]: priority };
  } else throw new Refusal(`A ${field} is one of: ${MEANINGS[field].join(', ')}.`);
}
