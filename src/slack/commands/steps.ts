import { lineSections } from '../blocks.ts';
import { microstepLine } from '../cards/microstep-panel.ts';
import type { Rooms } from '../rooms.ts';
import { counted } from '../text.ts';
import type { Command } from './command.ts';

/** `/buildrunner steps [filter]` */
export function stepsCommand({ plan }: Pick<Rooms, 'plan'>): Command {
  return {
    name: 'steps',
    usage: '[filter]',
    summary: 'list the plan’s microsteps; a filter is looked for in titles, references and states',
    examples: ['steps', 'steps doing', 'steps p1.s2'],
    options: {},
    needs: 'plan.read',
    async run({ actor, words, say }) {
      const steps = await plan.list(actor, words.join(' '));
      if (steps.length === 0) {
        return say('There is no such microstep. Add one with `/buildrunner step add Build the login form`.');
      }
      await say({
        text: `${counted(steps.length, 'microstep')}.`,
        blocks: lineSections(steps.map(microstepLine)),
      });
    },
  };
}
