import type { PreviewRow } from '../../store/schema.ts';
import { actions, button, context, section } from '../blocks.ts';
import { code, escapeMrkdwn, isLinkable, slackTime, truncate } from '../text.ts';
import { STATES } from './preview-card.ts';
import type { Rendered } from './rendered.ts';

/** Longest name of a branch in a notification, in characters before escaping. */
const LONGEST_BRANCH = 200;

/** The card below a link to a preview: what is behind the link, without the controls of the preview's own card. */
export function postedPreviewCard(preview: PreviewRow, providerName: string): Rendered {
  const { emoji, word } = STATES[preview.state];
  const { id, branch, url, finished_at: finishedAt, requested_at: requestedAt } = preview;
  const since = slackTime(finishedAt ?? requestedAt);
  const isUp = preview.state === 'ready' || preview.state === 'expiring';
  const open = isUp && isLinkable(url) ? [button('preview:open', 'Open', { url })] : [];
  const logs = button('preview:logs', 'Logs', { value: id });
  return {
    text: `${word}: preview of ${escapeMrkdwn(truncate(branch, LONGEST_BRANCH))} on ${escapeMrkdwn(providerName)}.`,
    blocks: [
      section(`${emoji} *${word}* · ${code(branch)}`),
      context(`${code(id)} on ${escapeMrkdwn(providerName)} · since ${since}`),
      actions([...open, logs]),
    ],
  };
}
