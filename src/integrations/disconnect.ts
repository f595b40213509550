import type { Logger } from 'pino';
import type { Audit } from '../governance/audit.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import { configuredIn } from './configured.ts';
import type { Connections } from './connections.ts';
import type { ProviderId } from './contract.ts';

export interface Disconnected {
  /** What became of the webhook that we had registered at the vendor; `none` where a person set it up by hand. */
  webhook: 'removed' | 'still_there' | 'none';
}

export interface Disconnect {
  /** Throws `Refusal` where this person may not, or there is nothing to disconnect. */
  requireMay(actor: Actor, provider: ProviderId): Promise<void>;
  /**
   * Forgets an integration and its credentials. Links, previews and history stay: configured again it is the same
   * integration, which takes them up. Throws `Refusal`.
   */
  disconnect(actor: Actor, provider: ProviderId): Promise<Disconnected>;
}

export function createDisconnect(options: {
  database: Database;
  settings: SettingsStore;
  connections: Connections;
  gate: Gate;
  audit: Audit;
  log: Logger;
}): Disconnect {
  const { database, settings, connections, gate, audit, log } = options;

  async function mustBeConfigured(actor: Actor, provider: ProviderId): Promise<IntegrationSettings> {
    await gate.require(actor, 'integration.disconnect');
    const integration = configuredIn(await settings.read(actor.workspaceId), provider);
    if (!integration) throw new Refusal(`${provider} is not configured, so there is nothing to disconnect.`);
    return integration;
  }

  /** A vendor that cannot be asked any more must not keep people from taking its credentials away. */
  async function removeWebhook(
    workspaceId: string,
    integration: IntegrationSettings,
  ): Promise<Disconnected['webhook']> {
    const externalId = integration.webhook?.externalId;
    if (externalId === undefined) return 'none';
    try {
      await connections.with(workspaceId, integration, async ({ webhooks }) => webhooks?.remove(externalId));
      return 'removed';
    } catch (error) {
      log.warn({ err: error, integration: integration.id }, 'a webhook is still registered');
      return 'still_there';
    }
  }

  return {
    async requireMay(actor, provider) {
      await mustBeConfigured(actor, provider);
    },

    async disconnect(actor, provider) {
      const { workspaceId } = actor;
      const integration = await mustBeConfigured(actor, provider);
      const { id } = integration;
      const webhook = await removeWebhook(workspaceId, integration);
      await settings.update(workspaceId, (draft) => {
        draft.integrations = draft.integrations.filter((other) => other.id !== id);
        draft.formerIntegrations = { ...draft.formerIntegrations, [provider]: id };
      });
      await audit.record(database.db, {
        workspaceId,
        actor: actor.userId,
        action: 'integration.disconnected',
        payload: { integration: id, provider, webhook },
      });
      return { webhook };
    },
  };
}
