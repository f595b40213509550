import { openButton } from '../cards/open-button.ts';
import { linkFormFor } from '../modals/link-form-for.ts';
import type { Rooms } from '../rooms.ts';
import { code } from '../text.ts';
import type { Command } from './command.ts';

/** `/buildrunner link-issue <step>` */
export function linkIssueCommand(
  rooms: Pick<Rooms, 'plan' | 'configuration' | 'manifests' | 'gate'>,
): Command {
  return {
    name: 'link-issue',
    usage: '<step>',
    summary: 'link an issue to a microstep, or make a new one for it',
    examples: ['link-issue p1.s1.ms1'],
    options: {},
    needs: 'issue.link',
    async run({ actor, words: [ref = ''], say, openModal }) {
      const view = await linkFormFor(rooms, actor, ref);
      if (openModal) return openModal(view);
      await say(
        openButton(`An issue is linked to ${code(ref)} in a form.`, {
          actionId: 'step:link-issue',
          value: ref,
          label: 'Open the form',
        }),
      );
    },
  };
}
