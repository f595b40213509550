import { openButton } from '../cards/open-button.ts';
import { accountFormFor } from '../modals/account-form-for.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';

/** `/buildrunner link-account` */
export function linkAccountCommand(rooms: Pick<Rooms, 'manifests' | 'accounts'>): Command {
  return {
    name: 'link-account',
    usage: '',
    summary: 'say who you are at the trackers, so that you are mentioned here for what you do there',
    examples: ['link-account'],
    options: {},
    needs: 'account.link',
    async run({ actor, say, openModal }) {
      const form = await accountFormFor(rooms, actor);
      if (openModal) return openModal(form);
      const button = { actionId: 'account:link', label: 'Open the form' };
      await say(openButton('A form asks who you are elsewhere.', button));
    },
  };
}
