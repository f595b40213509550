import type { PreviewOutcome } from '../../jobs/job.ts';
import type { PreviewRow } from '../../store/schema.ts';
import { context, sentence } from '../blocks.ts';
import { code, escapeMrkdwn, link, slackTime, truncate } from '../text.ts';
import { previewFacts } from './preview-news.ts';
import type { Rendered } from './rendered.ts';

/** Longest reason shown, in characters before escaping. */
const LONGEST_REASON = 500;

/**
 * The reply under a card that tells who asked for it how it ended, or that it is about to; of a build that failed, the
 * commit's author as well.
 *
 * @param author the Slack user who made the commit
 */
export function outcomeMessage(preview: PreviewRow, kind: PreviewOutcome['kind'], author?: string): Rendered {
  const asked = preview.requested_by === 'auto' ? [] : [preview.requested_by];
  const broke = kind === 'failed' && author !== undefined ? [author] : [];
  const whom = [...new Set([...asked, ...broke])].map((user) => `<@${user}> `).join('');
  return sentence(`${whom}${outcome(preview, kind)}`.trim());
}

/** The same as a message of its own, where no card says what it is about. */
export function flatOutcome(preview: PreviewRow, kind: PreviewOutcome['kind'], author?: string): Rendered {
  const { text, blocks } = outcomeMessage(preview, kind, author);
  return { text, blocks: [...blocks, context(previewFacts(preview))] };
}

function outcome(preview: PreviewRow, kind: PreviewOutcome['kind']): string {
  const branch = code(preview.branch);
  switch (kind) {
    case 'ready':
      return `The preview of ${branch} is ready: ${link(preview.url, 'open it')}.`;
    case 'failed':
      return `The preview of ${branch} failed. ${reason(preview)}`;
    case 'expiring': {
      const when = preview.expires_at === null ? 'soon' : slackTime(preview.expires_at);
      return `The preview of ${branch} is removed ${when}. Extend or keep it with the buttons of its card.`;
    }
    case 'replaced':
      return `The preview of ${branch} is gone. ${reason(preview)}`;
    case 'not_removed':
      return `:warning: The preview of ${branch} is still there. ${reason(preview)} It is tried again every hour.`;
  }
}

function reason({ failure }: PreviewRow): string {
  return escapeMrkdwn(truncate(failure ?? '', LONGEST_REASON));
}
