import type { PreviewRequests } from '../../previews/requests.ts';
import { deployForm } from '../modals/deploy-form.ts';
import { code } from '../text.ts';
import type { Command } from './command.ts';

/** `/buildrunner deploy-preview [branch] [--provider p]` */
export function deployPreviewCommand(previews: PreviewRequests): Command {
  return {
    name: 'deploy-preview',
    usage: '[branch] [--provider p]',
    summary: 'deploy a branch to a preview and follow it on one live card',
    examples: ['deploy-preview feature/login', 'deploy-preview feature/login --provider vercel'],
    options: { provider: 'value' },
    needs: 'preview.deploy',
    async run({ actor, channel, words, options, say, openModal }) {
      const [branch = ''] = words;
      if (branch === '' && openModal) return openModal(deployForm({ channel, provider: options.provider }));
      const preview = await previews.request(actor, { branch, provider: options.provider, channel });
      await say(`Preview ${code(preview.id)} of ${code(branch)} is on its way. Its card shows how it goes.`);
    },
  };
}
