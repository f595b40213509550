import { openButton } from '../cards/open-button.ts';
import { setupForm } from '../modals/setup-form.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';

/** `/buildrunner setup` */
export function setupCommand({ project, gate }: Pick<Rooms, 'project' | 'gate'>): Command {
  return {
    name: 'setup',
    usage: '',
    summary: 'the first run: the project, its channel, its repository, trackers and platforms',
    examples: ['setup'],
    options: {},
    needs: 'project.rename',
    async run({ actor, channel, say, openModal }) {
      await gate.require(actor, 'project.rename');
      if (openModal) return openModal(setupForm(await project.name(actor), channel));
      const button = { actionId: 'setup:open', label: 'Open the form' };
      await say(openButton('A form asks for what BuildRunner has to know.', button));
    },
  };
}
