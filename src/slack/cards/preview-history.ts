import type { PreviewHistoryRow, PreviewRow } from '../../store/schema.ts';
import { lineSections } from '../blocks.ts';
import { slackTime } from '../text.ts';
import { type PreviewCardContext, previewCard } from './preview-card.ts';
import type { Rendered } from './rendered.ts';

/** How many of the latest states are shown. */
const STATES_SHOWN = 20;

/** A preview's card with what it went through, the latest first. */
export function previewHistoryMessage(
  preview: PreviewRow,
  history: readonly PreviewHistoryRow[],
  shown: PreviewCardContext,
): Rendered {
  const { text, blocks } = previewCard(preview, shown);
  const lines = history.slice(-STATES_SHOWN).toReversed().map(historyLine);
  if (lines.length === 0) return { text, blocks };
  return { text, blocks: [...blocks, { type: 'divider' }, ...lineSections(lines, 1)] };
}

function historyLine({ at, state, attempt }: PreviewHistoryRow): string {
  return `${slackTime(at)} *${state}*${attempt > 1 ? `, attempt ${attempt}` : ''}`;
}
