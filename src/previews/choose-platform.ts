import { Refusal } from '../governance/gate.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';

/**
 * The integration a preview is to be deployed with: the one asked for, or the only one there is. Throws `Refusal`
 * with what to type instead.
 */
export function choosePlatform(
  integrations: readonly IntegrationSettings[],
  platforms: ReadonlySet<string>,
  wanted: string | undefined,
): IntegrationSettings {
  const able = integrations.filter((integration) => platforms.has(integration.provider));
  const names = able.map((integration) => integration.provider);
  if (wanted !== undefined && !platforms.has(wanted)) {
    throw new Refusal(`${wanted} does not deploy previews; these do: ${[...platforms].join(', ')}.`);
  }
  if (able.length === 0) {
    const choices = wanted === undefined ? [...platforms] : [wanted];
    const commands = choices.map((name) => `\`/buildrunner configure ${name}\``);
    throw new Refusal(`No deployment platform is configured yet. Start with ${commands.join(' or ')}.`);
  }
  const [chosen, another] = wanted === undefined ? able : able.filter(({ provider }) => provider === wanted);
  if (!chosen) throw new Refusal(`${wanted} is not configured here; this is: ${names.join(', ')}.`);
  if (another) throw new Refusal(`Say which platform: \`--provider ${names.join('` or `--provider ')}\`.`);
  return chosen;
}
