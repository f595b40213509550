import type { PreviewRow } from '../../store/schema.ts';
import { code, escapeMrkdwn, link, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** The reply under a card that tells who asked for it how it ended. */
export function outcomeMessage(preview: PreviewRow, state: 'ready' | 'failed'): Rendered {
  const whom = preview.requested_by === 'auto' ? '' : `<@${preview.requested_by}> `;
  const text =
    state === 'ready'
      ? `${whom}The preview of ${code(preview.branch)} is ready: ${link(preview.url, 'open it')}.`
      : `${whom}The preview of ${code(preview.branch)} failed. ${escapeMrkdwn(preview.failure ?? '')}`.trim();
  const shown = truncate(text, 2900);
  return { text: shown, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: shown } }] };
}
