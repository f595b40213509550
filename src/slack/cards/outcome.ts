import type { PreviewRow } from '../../store/schema.ts';
import { sentence } from '../blocks.ts';
import { code, escapeMrkdwn, link, slackTime, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest reason shown, in characters before escaping. */
const LONGEST_REASON = 500;

type Outcome = 'ready' | 'failed' | 'expiring';

/** The reply under a card that tells who asked for it how it ended, or that it is about to. */
export function outcomeMessage(preview: PreviewRow, state: Outcome): Rendered {
  const whom = preview.requested_by === 'auto' ? '' : `<@${preview.requested_by}> `;
  return sentence(`${whom}${outcome(preview, state)}`.trim());
}

function outcome(preview: PreviewRow, state: Outcome): string {
  const branch = code(preview.branch);
  switch (state) {
    case 'ready':
      return `The preview of ${branch} is ready: ${link(preview.url, 'open it')}.`;
    case 'failed':
      return `The preview of ${branch} failed. ${escapeMrkdwn(truncate(preview.failure ?? '', LONGEST_REASON))}`;
    case 'expiring': {
      const when = preview.expires_at === null ? 'soon' : slackTime(preview.expires_at);
      return `The preview of ${branch} is removed ${when}. Extend or keep it with the buttons of its card.`;
    }
  }
}
