import type { Facts } from '../governance/rules/rule.ts';
import type { IntegrationSettings, Settings } from '../store/settings-schema.ts';
import type { ProviderId } from './contract.ts';

/** A workspace's integration with a provider, where it has one. */
export function configuredIn(
  { integrations }: Readonly<Settings>,
  provider: ProviderId,
): IntegrationSettings | undefined {
  return integrations.find((integration) => integration.provider === provider);
}

/** What a provider's integration is called: as it is now, or as it was before it was disconnected. */
export function knownId(settings: Readonly<Settings>, provider: ProviderId): string | undefined {
  return configuredIn(settings, provider)?.id ?? settings.formerIntegrations?.[provider];
}

/** The project a new integration belongs to. */
export function projectForNew({ projects }: Readonly<Settings>): string {
  return projects[0]?.id ?? 'default';
}

/** What the policy has to know before a provider is configured: one more integration, or a change of one. */
export function factsOfConfiguring(settings: Readonly<Settings>, provider: ProviderId): Facts {
  if (configuredIn(settings, provider)) return { provider };
  const projectId = projectForNew(settings);
  const inProject = settings.integrations.filter((integration) => integration.projectId === projectId);
  return { provider, integrationsInProject: inProject.length };
}
