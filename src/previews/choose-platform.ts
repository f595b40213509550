import { Refusal } from '../governance/gate.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';

/**
 * The integrations that can deploy a preview. Throws `Refusal` with what to type instead where there is none, or none of
 * the platform wanted.
 */
export function ablePlatforms(
  integrations: readonly IntegrationSettings[],
  platforms: ReadonlySet<string>,
  wanted: string | undefined,
): IntegrationSettings[] {
  const able = integrations.filter((integration) => platforms.has(integration.provider));
  if (wanted !== undefined && !platforms.has(wanted)) {
    throw new Refusal(`${wanted} does not deploy previews; these do: ${[...platforms].join(', ')}.`);
  }
  if (able.length === 0) {
    const choices = wanted === undefined ? [...platforms] : [wanted];
    const commands = choices.map((name) => `\`/buildrunner configure ${name}\``);
    throw new Refusal(`No deployment platform is configured yet. Start with ${commands.join(' or ')}.`);
  }
  if (wanted === undefined || able.some(({ provider }) => provider === wanted)) return able;
  throw new Refusal(`${wanted} is not configured here; this is: ${namesOf(able).join(', ')}.`);
}

/** The one integration a preview is to be deployed with: the one asked for, or the only one there is. */
export function choosePlatform(
  integrations: readonly IntegrationSettings[],
  platforms: ReadonlySet<string>,
  wanted: string | undefined,
): IntegrationSettings {
  const able = ablePlatforms(integrations, platforms, wanted);
  const [chosen, another] = wanted === undefined ? able : able.filter(({ provider }) => provider === wanted);
  if (chosen && !another) return chosen;
  throw new Refusal(`Say which platform: \`--provider ${namesOf(able).join('` or `--provider ')}\`.`);
}

function namesOf(integrations: readonly IntegrationSettings[]): string[] {
  return integrations.map(({ provider }) => provider);
}
