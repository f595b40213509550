import type { Connections } from '../integrations/connections.ts';
import type { ProviderId } from '../integrations/contract.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { Manifest } from '../integrations/manifest.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import { type Finding, fail, ok, problemOf, warn } from './finding.ts';

export interface IntegrationsOptions {
  settings: SettingsStore;
  connections: Pick<Connections, 'with'>;
  manifests: ReadonlyMap<ProviderId, Manifest>;
  webhookSecrets: Readonly<Record<ProviderId, readonly string[]>>;
  publicUrl: string | undefined;
}

/** Tries the connection of everything that is configured, and whether its webhooks can be believed. */
export async function checkIntegrations(options: IntegrationsOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const workspaceId of await options.settings.workspaces()) {
    for (const integration of (await options.settings.read(workspaceId)).integrations) {
      findings.push(await checkConnection(options, workspaceId, integration));
      findings.push(checkWebhook(options, integration));
    }
  }
  if (findings.length > 0) return findings;
  return [ok('Integrations', 'none is configured yet: /buildrunner configure in Slack')];
}

async function checkConnection(
  { connections, manifests }: IntegrationsOptions,
  workspaceId: string,
  integration: IntegrationSettings,
): Promise<Finding> {
  const what = manifests.get(integration.provider)?.name ?? integration.provider;
  const again = `Configure it again in Slack: /buildrunner configure ${integration.provider}`;
  try {
    const { summary } = await connections.with(workspaceId, integration, (connected) => connected.test());
    return ok(what, summary);
  } catch (error) {
    if (error instanceof ProviderError) return fail(what, error.code, error.advice);
    return fail(what, problemOf(error), again);
  }
}

function checkWebhook(options: IntegrationsOptions, { provider, webhook }: IntegrationSettings): Finding {
  const { manifests, webhookSecrets, publicUrl } = options;
  const manifest = manifests.get(provider);
  const what = `${manifest?.name ?? provider} webhook`;
  const again = `/buildrunner configure ${provider} in Slack registers it anew.`;
  if (publicUrl !== undefined && webhook && !webhook.url.startsWith(`${publicUrl}/`)) {
    return warn(what, `is registered for ${new URL(webhook.url).origin}, not for PUBLIC_URL`, again);
  }
  if (webhook?.secret) return ok(what, 'registered, and its secret is known');
  if (webhookSecrets[provider]?.length) return ok(what, 'signed with a secret of the environment');
  const variable = manifest?.webhook.secret_env ?? 'its webhook secret';
  const mend = `Set PUBLIC_URL and configure it again, or register it by hand and set ${variable}.`;
  return fail(what, 'no secret is known, so every delivery is refused', mend);
}
