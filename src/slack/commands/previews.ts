import type { PreviewQueries } from '../../previews/queries.ts';
import { lineSections } from '../blocks.ts';
import { previewLine } from '../cards/preview-line.ts';
import { counted } from '../text.ts';
import type { Command } from './command.ts';

/** `/buildrunner previews` */
export function previewsCommand(previews: PreviewQueries): Command {
  return {
    name: 'previews',
    usage: '',
    summary: 'list the latest previews and how they stand',
    examples: ['previews'],
    options: {},
    needs: 'preview.read',
    async run({ actor, say }) {
      const rows = await previews.list(actor, 15);
      if (rows.length === 0) {
        return say('There are no previews yet. Make one with `/buildrunner deploy-preview feature/login`.');
      }
      await say({
        text: `The latest ${counted(rows.length, 'preview')}.`,
        blocks: lineSections(rows.map(previewLine)),
      });
    },
  };
}
