import type { Actor } from '../../governance/gate.ts';
import { providerName } from '../../integrations/manifest.ts';
import { formatRef } from '../../plan/ref.ts';
import { MICROSTEP_STATUSES, type MicrostepRow, type MicrostepStatus } from '../../store/plan-schema.ts';
import { microstepPanel } from '../cards/microstep-panel.ts';
import type { Rendered } from '../cards/rendered.ts';
import type { Rooms } from '../rooms.ts';
import { code } from '../text.ts';
import type { Command } from './command.ts';
import { GrammarError } from './grammar.ts';

type PanelRooms = Pick<Rooms, 'plan' | 'issues' | 'previews' | 'manifests'>;

/** How many of a microstep's latest previews its panel shows. */
const PREVIEWS_SHOWN = 5;

/** `/buildrunner step <id> [todo|doing|done|blocked]`, `/buildrunner step add <title>` */
export function stepCommand(rooms: PanelRooms): Command {
  return {
    name: 'step',
    usage: '<id> [todo|doing|done|blocked] | add <title>',
    summary: 'one microstep with its issues and history, move it, or add one',
    examples: ['step p1.s1.ms1', 'step p1.s1.ms1 done', 'step add Build the login form'],
    options: {},
    needs: 'plan.read',
    async run({ actor, words, say }) {
      const [first = '', ...rest] = words;
      if (first === 'add') {
        const added = await rooms.plan.add(actor, rest.join(' '));
        return say(
          `${code(formatRef(added))} is in the plan. \`/buildrunner link-issue ${formatRef(added)}\` links an issue.`,
        );
      }
      const [status] = rest;
      if (status === undefined) return say(await stepPanel(rooms, actor, await rooms.plan.get(actor, first)));
      if (!isStatus(status)) throw new GrammarError(`A microstep is ${MICROSTEP_STATUSES.join(', ')}.`);
      const moved = await rooms.plan.setStatus(actor, first, status);
      await say(`${code(formatRef(moved))} is *${moved.status}* now.`);
    },
  };
}

/** The Issue Panel of a microstep as it is now. */
export async function stepPanel(
  { plan, issues, previews, manifests }: PanelRooms,
  actor: Actor,
  step: MicrostepRow,
): Promise<Rendered> {
  const [links, history, deployed] = await Promise.all([
    issues.links.of(actor, step.id),
    plan.history(actor, step),
    previews.ofMicrostep(actor, step, PREVIEWS_SHOWN),
  ]);
  return microstepPanel(step, links, history, deployed, (provider) => providerName(manifests, provider));
}

function isStatus(text: string): text is MicrostepStatus {
  return MICROSTEP_STATUSES.some((status) => status === text);
}
