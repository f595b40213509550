import type { Actor } from '../../governance/gate.ts';
import { Refusal } from '../../governance/gate.ts';
import { openButton } from '../cards/open-button.ts';
import { linkForm } from '../modals/link-form.ts';
import type { Rooms } from '../rooms.ts';
import { code } from '../text.ts';
import type { Command } from './command.ts';

type LinkRooms = Pick<Rooms, 'plan' | 'configuration' | 'manifests'>;

/** `/buildrunner link-issue <step>` */
export function linkIssueCommand(rooms: LinkRooms): Command {
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

/** The form with the trackers there are. Throws `Refusal` where there is none. */
export async function linkFormFor({ plan, configuration, manifests }: LinkRooms, actor: Actor, ref: string) {
  const step = await plan.get(actor, ref);
  const integrations = await configuration.list(actor);
  const trackers = integrations
    .filter(({ provider }) => manifests.get(provider)?.kinds.includes('issue_tracker'))
    .map(({ id, provider }) => ({ integrationId: id, name: manifests.get(provider)?.name ?? provider }));
  if (trackers.length === 0) {
    const able = [...manifests.values()].filter(({ kinds }) => kinds.includes('issue_tracker'));
    const commands = able.map(({ id }) => `\`/buildrunner configure ${id}\``).join(' or ');
    throw new Refusal(`No issue tracker is configured yet. Start with ${commands}.`);
  }
  return linkForm(step, trackers);
}
