import { Refusal } from '../../governance/gate.ts';
import type { PreviewQueries } from '../../previews/queries.ts';
import type { PreviewRequests } from '../../previews/requests.ts';
import { buildLogMessage } from '../cards/build-log.ts';
import { code } from '../text.ts';
import type { Command } from './command.ts';

/** `/buildrunner preview <id> logs|redeploy|cancel` */
export function previewCommand(previews: PreviewRequests & PreviewQueries): Command {
  return {
    name: 'preview',
    usage: '<id> logs|redeploy|cancel',
    summary: 'read a preview’s build log, deploy it again, or stop its build',
    examples: ['preview pv-7k3m9x logs', 'preview pv-7k3m9x redeploy'],
    options: {},
    needs: 'preview.read',
    async run({ actor, words, say }) {
      const [id = '', verb = ''] = words;
      switch (verb) {
        case 'logs': {
          await say(`Asking for the build log of ${code(id)} …`);
          const { preview, log } = await previews.buildLog(actor, id);
          return say(buildLogMessage(preview, log));
        }
        case 'redeploy': {
          const preview = await previews.redeploy(actor, id);
          return say(
            `${code(id)} is being deployed again, attempt ${preview.attempt}. Its card shows how it goes.`,
          );
        }
        case 'cancel':
          await previews.cancel(actor, id);
          return say(`The build of ${code(id)} is being stopped. Its card shows when it has.`);
        default:
          throw new Refusal(
            'Say which preview and what to do: `/buildrunner preview pv-7k3m9x logs|redeploy|cancel`.',
          );
      }
    },
  };
}
