import { openButton } from '../cards/open-button.ts';
import { importForm } from '../modals/import-form.ts';
import type { Rooms } from '../rooms.ts';
import type { Command } from './command.ts';

/** `/buildrunner import-plan` */
export function importPlanCommand({ gate }: Pick<Rooms, 'gate'>): Command {
  return {
    name: 'import-plan',
    usage: '',
    summary: 'bring a plan in YAML or Markdown into phases and microsteps, and see first what that changes',
    examples: ['import-plan'],
    options: {},
    needs: 'plan.import',
    async run({ actor, say, openModal }) {
      await gate.require(actor, 'plan.import');
      if (openModal) return openModal(importForm());
      await say(openButton('A form takes the plan.', { actionId: 'plan:import', label: 'Open the form' }));
    },
  };
}
