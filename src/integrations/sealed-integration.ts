import type { Vault } from '../security/vault.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import type { Manifest } from './manifest.ts';
import type { WebhookOutcome } from './register-webhook.ts';

/** The vault's name for the secret that a vendor signs its webhooks with. */
export const WEBHOOK_SECRET_FIELD = 'webhook_secret';

/** What is sealed is bound to this: it opens nowhere else. */
export function sealContext(
  workspaceId: string,
  integration: Pick<IntegrationSettings, 'projectId' | 'provider'>,
) {
  const { projectId, provider } = integration;
  return (field: string) => ({ workspaceId, projectId, provider, field });
}

/** What is kept of a configured integration: plain fields as typed, secrets sealed. */
export function sealIntegration(
  vault: Vault,
  workspaceId: string,
  given: {
    id: string;
    projectId: string;
    manifest: Manifest;
    values: Readonly<Record<string, string>>;
    webhook: WebhookOutcome;
    /** What stood there before: it stays where nothing new was registered, since the vendor may still sign with it. */
    keptWebhook: IntegrationSettings['webhook'];
    credentialsSince: Record<string, string>;
    statusOverrides: IntegrationSettings['statusOverrides'];
    priorityOverrides: IntegrationSettings['priorityOverrides'];
    summary: string;
    userId: string;
    at: string;
  },
): IntegrationSettings {
  const { id, projectId, manifest, at } = given;
  const contextOf = sealContext(workspaceId, { projectId, provider: manifest.id });
  const seal = (field: string, value: string) => vault.seal(value, contextOf(field));
  const fields: Record<string, string> = {};
  const credentials: Record<string, string> = {};
  for (const { key, type } of manifest.fields) {
    const value = given.values[key];
    if (value === undefined) continue;
    if (type === 'secret') credentials[key] = seal(key, value);
    else fields[key] = value;
  }
  const webhook = sealWebhook(given.webhook, given.keptWebhook, (secret) =>
    seal(WEBHOOK_SECRET_FIELD, secret),
  );
  return {
    id,
    projectId,
    provider: manifest.id,
    fields,
    credentials,
    credentialsSince: given.credentialsSince,
    ...(webhook ? { webhook } : {}),
    ...(given.statusOverrides ? { statusOverrides: given.statusOverrides } : {}),
    ...(given.priorityOverrides ? { priorityOverrides: given.priorityOverrides } : {}),
    lastTest: { at, ok: true, summary: given.summary },
    configuredBy: given.userId,
    configuredAt: at,
  };
}

function sealWebhook(
  { url, registered }: WebhookOutcome,
  kept: IntegrationSettings['webhook'],
  seal: (secret: string) => string,
): IntegrationSettings['webhook'] {
  if (url === undefined) return kept;
  if (registered) return { url, externalId: registered.externalId, secret: seal(registered.secret) };
  return kept?.url === url ? kept : { url };
}
