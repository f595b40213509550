import { providerName } from '../../integrations/manifest.ts';
import { formatRef } from '../../plan/ref.ts';
import { buildLogMessage } from '../cards/build-log.ts';
import { previewHistoryMessage } from '../cards/preview-history.ts';
import { isPreviewAct, PREVIEW_ACTS } from '../preview-acts.ts';
import type { Rooms } from '../rooms.ts';
import { code } from '../text.ts';
import type { Command } from './command.ts';
import { GrammarError } from './grammar.ts';

const VERBS = ['logs', ...Object.keys(PREVIEW_ACTS)].join('|');

/** `/buildrunner preview <id> [logs|redeploy|…]` */
export function previewCommand({ previews, manifests }: Pick<Rooms, 'previews' | 'manifests'>): Command {
  return {
    name: 'preview',
    usage: `<id> [${VERBS}]`,
    summary:
      'one preview and what it went through, its build log, another deployment, a longer life, or its end',
    examples: ['preview pv-7k3m9x', 'preview pv-7k3m9x logs', 'preview pv-7k3m9x extend'],
    options: {},
    needs: 'preview.read',
    async run({ actor, words, say }) {
      const [id = '', verb = ''] = words;
      if (isPreviewAct(verb)) return say(await PREVIEW_ACTS[verb](previews, actor, id));
      if (id !== '' && verb === '') {
        const { preview, history, microstep } = await previews.get(actor, id);
        return say(
          previewHistoryMessage(preview, history, {
            providerName: providerName(manifests, preview.provider),
            microstep: microstep && formatRef(microstep),
          }),
        );
      }
      if (verb !== 'logs') {
        throw new GrammarError(`Say which preview and what to do: \`preview pv-7k3m9x ${VERBS}\`.`);
      }
      await say(`Asking for the build log of ${code(id)} …`);
      const { preview, log } = await previews.buildLog(actor, id);
      await say(buildLogMessage(preview, log));
    },
  };
}
