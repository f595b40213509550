import { openButton } from '../cards/open-button.ts';
import { configureFormFor } from '../modals/configure-form-for.ts';
import { namedProvider } from '../named-provider.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';

/** `/buildrunner configure <provider>` */
export function configureCommand(rooms: Pick<Rooms, 'manifests' | 'configuration'>): Command {
  const names = [...rooms.manifests.keys()];
  return {
    name: 'configure',
    usage: '<provider>',
    summary: `connect a provider: ${names.join(', ')}`,
    examples: names.map((name) => `configure ${name}`),
    options: {},
    needs: 'integration.configure',
    async run({ actor, channel, words, say, openModal }) {
      const manifest = namedProvider(rooms.manifests, words[0]);
      // Asked for in any case, so that nobody is offered a form that will not open.
      const form = await configureFormFor(rooms, actor, manifest, channel);
      if (openModal) return openModal(form);
      const text = `A form asks for what ${manifest.name} needs.`;
      const button = { actionId: 'integration:configure', value: manifest.id, label: 'Open the form' };
      await say(openButton(text, button));
    },
  };
}
