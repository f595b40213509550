import type { Logger } from 'pino';
import type { Redactor } from '../security/redact.ts';
import type { Vault } from '../security/vault.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { ProviderId } from './contract.ts';
import { sealContext, WEBHOOK_SECRET_FIELD } from './sealed-integration.ts';

/** An integration that a delivery may be for. */
export interface DeliveryTarget {
  workspaceId: string;
  integrationId: string;
}

/** A secret that a delivery may be signed with, and whom it then speaks to. */
export interface Candidate {
  secret: string;
  targets: DeliveryTarget[];
}

/**
 * The secrets to try, an integration's own before those of the environment. A secret of the environment speaks for
 * every integration of its provider; where the address names one integration, for that one alone.
 */
export async function findTargets(
  options: {
    settings: SettingsStore;
    vault: Vault;
    redactor: Pick<Redactor, 'remember'>;
    log: Logger;
    webhookSecrets: Readonly<Record<ProviderId, readonly string[]>>;
  },
  provider: ProviderId,
  address: string | undefined,
): Promise<Candidate[]> {
  const { settings, vault, redactor, log, webhookSecrets } = options;
  const [addressed, integrationId] = address?.split('.') ?? [];
  const known = await settings.workspaces();
  const workspaces = addressed === undefined ? known : known.filter((id) => id === addressed);
  const own: Candidate[] = [];
  const all: DeliveryTarget[] = [];
  for (const workspaceId of workspaces) {
    for (const integration of (await settings.read(workspaceId)).integrations) {
      if (integration.provider !== provider) continue;
      if (integrationId !== undefined && integration.id !== integrationId) continue;
      const target = { workspaceId, integrationId: integration.id };
      all.push(target);
      const sealed = integration.webhook?.secret;
      if (!sealed) continue;
      try {
        const context = sealContext(workspaceId, integration)(WEBHOOK_SECRET_FIELD);
        const secret = vault.open(sealed, context);
        redactor.remember(secret);
        own.push({ secret, targets: [target] });
      } catch (error) {
        // One that does not open must not close the door to all others.
        log.error({ err: error, workspaceId, integration: integration.id }, 'a webhook secret does not open');
      }
    }
  }
  return [...own, ...(webhookSecrets[provider] ?? []).map((secret) => ({ secret, targets: all }))];
}
