import { type Gate, Refusal } from '../../governance/gate.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import type { SettingsStore } from '../../store/settings.ts';
import { openButton } from '../cards/open-button.ts';
import { configureForm } from '../modals/configure-form.ts';
import type { Command, CommandCall } from './command.ts';

export interface ConfigureCommandOptions {
  manifests: ReadonlyMap<string, Manifest>;
  settings: SettingsStore;
  gate: Gate;
}

/** `/buildrunner configure <provider>` */
export function configureCommand(options: ConfigureCommandOptions): Command {
  const names = [...options.manifests.keys()];
  return {
    name: 'configure',
    usage: '<provider>',
    summary: `connect a provider: ${names.join(', ')}`,
    examples: names.map((name) => `configure ${name}`),
    options: {},
    needs: 'integration.configure',
    async run(call) {
      const manifest = chosen(options.manifests, call.words[0]);
      if (call.openModal) return openConfigure(options, manifest, call);
      await options.gate.require(call.actor, 'integration.configure', { provider: manifest.id });
      await sayButton(call, manifest);
    },
  };
}

function sayButton(call: CommandCall, manifest: Manifest): Promise<void> {
  const text = `A form asks for what ${manifest.name} needs.`;
  return call.say(
    openButton(text, { actionId: 'integration:configure', value: manifest.id, label: 'Open the form' }),
  );
}

/** Opens the form, prefilled with what is saved. Throws `Refusal` where this person may not configure. */
export async function openConfigure(
  { settings, gate }: ConfigureCommandOptions,
  manifest: Manifest,
  call: Pick<CommandCall, 'actor' | 'openModal'> & { channel: string | undefined },
): Promise<void> {
  await gate.require(call.actor, 'integration.configure', { provider: manifest.id });
  const { integrations } = await settings.read(call.actor.workspaceId);
  const present = integrations.find(({ provider }) => provider === manifest.id);
  await call.openModal?.(configureForm({ manifest, present, channel: call.channel }));
}

/** The manifest a person named. Throws `Refusal` with the names there are. */
export function chosen(manifests: ReadonlyMap<string, Manifest>, name: string | undefined): Manifest {
  const manifest = manifests.get(name?.toLowerCase() ?? '');
  if (manifest) return manifest;
  const names = [...manifests.keys()].join(', ');
  throw new Refusal(
    name ? `There is no provider “${name}”; there is: ${names}.` : `Say which provider: ${names}.`,
  );
}
