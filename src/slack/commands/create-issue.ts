import { LONGEST_TITLE } from '../../plan/microstep-fields.ts';
import { openButton } from '../cards/open-button.ts';
import { createIssueForm } from '../modals/create-issue-form.ts';
import { trackerChoices } from '../modals/tracker-choices.ts';
import type { Rooms } from '../rooms.ts';
import { truncate } from '../text.ts';
import type { Command } from './command.ts';

/** `/buildrunner create-issue [title]` */
export function createIssueCommand(rooms: Pick<Rooms, 'gate' | 'configuration' | 'manifests'>): Command {
  return {
    name: 'create-issue',
    usage: '[title]',
    summary: 'make a microstep and its issue in one go; a message’s shortcut does the same with its text',
    examples: ['create-issue', 'create-issue Users can reset their password'],
    options: {},
    needs: 'issue.create',
    async run({ actor, words, say, openModal }) {
      await rooms.gate.require(actor, 'issue.create');
      const trackers = await trackerChoices(rooms, actor);
      const title = truncate(words.join(' '), LONGEST_TITLE);
      if (openModal) return openModal(createIssueForm(trackers, { title, description: '' }));
      const button = { actionId: 'issue:create-form', value: title, label: 'Open the form' };
      await say(openButton('A form asks for the issue.', button));
    },
  };
}
