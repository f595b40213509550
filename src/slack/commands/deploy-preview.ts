import { openButton } from '../cards/open-button.ts';
import { deployFormFor } from '../modals/deploy-form-for.ts';
import type { Rooms } from '../rooms.ts';
import { code } from '../text.ts';
import type { Command } from './command.ts';

/** `/buildrunner deploy-preview [branch] [--provider p] [--step id]` */
export function deployPreviewCommand(rooms: Pick<Rooms, 'previews' | 'plan' | 'manifests'>): Command {
  return {
    name: 'deploy-preview',
    usage: '[branch] [--provider p] [--step id]',
    summary: 'deploy a branch to a preview and follow it on one live card',
    examples: [
      'deploy-preview feature/login',
      'deploy-preview feature/login --provider vercel',
      'deploy-preview --step p1.s2.ms3',
    ],
    options: { provider: 'value', step: 'value' },
    needs: 'preview.deploy',
    async run({ actor, channel, words: [typed], options: { provider, step }, say, openModal }) {
      const microstep = step === undefined ? undefined : await rooms.plan.get(actor, step);
      const branch = typed ?? microstep?.branch ?? '';
      if (branch === '') {
        const form = await deployFormFor(rooms, actor, { channel, provider, step });
        if (openModal) return openModal(form);
        const button = { actionId: 'preview:new', value: step ?? '', label: 'Open the form' };
        return say(openButton('A form asks for the branch.', button));
      }
      const microstepId = microstep?.id;
      const preview = await rooms.previews.request(actor, { branch, provider, channel, microstepId });
      await say(`Preview ${code(preview.id)} of ${code(branch)} is on its way. Its card shows how it goes.`);
    },
  };
}
