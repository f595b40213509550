import type { Policy } from '../governance/policy-schema.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';

/**
 * Where BuildRunner tells admins of itself: the channel that the policy names, or else, by direct message, the admins whom
 * it names and whoever configured these integrations. Of workspace admins at large the list is Slack's.
 */
export function adminChannels(
  { notifications, roles }: Policy,
  integrations: readonly Pick<IntegrationSettings, 'configuredBy'>[],
): string[] {
  const { admin_channel: channel } = notifications;
  if (channel !== undefined) return [channel];
  const named = roles.admin.filter((entry) => /^[UW][A-Z0-9]+$/.test(entry));
  return [...new Set([...named, ...integrations.map(({ configuredBy }) => configuredBy)])];
}
