import type { PreviewQueries } from '../../previews/queries.ts';
import type { PreviewRow } from '../../store/schema.ts';
import { code, link, slackTime } from '../text.ts';
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
      const text = rows.map(previewLine).join('\n');
      await say({
        text: `The latest ${rows.length} previews.`,
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
      });
    },
  };
}

/** One preview in one line: state, branch, where it is, since when. */
export function previewLine(preview: PreviewRow): string {
  const where = preview.state === 'ready' && preview.url ? ` · ${link(preview.url, 'open')}` : '';
  const at = slackTime(preview.finished_at ?? preview.requested_at);
  return `${code(preview.id)} *${preview.state}* ${code(preview.branch.slice(0, 80))}${where} · ${at}`;
}
