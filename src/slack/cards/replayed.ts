import type { Replayed, ReplayedAll, ReplayOutcome } from '../../integrations/replay-deliveries.ts';
import { lineSections, section } from '../blocks.ts';
import { code, counted, escapeMrkdwn, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest reason shown of a delivery, in characters before escaping. */
const LONGEST_REASON = 200;

const OUTCOMES: Readonly<Record<ReplayOutcome, string>> = {
  begun: ':arrow_forward: is being handled',
  begun_again:
    ':arrow_forward: had been handled, and is looked at once more; what is in step stays as it is, and nothing is told twice',
  under_way: ':hourglass: has not been handled yet, and will be',
  ignored: ':white_check_mark: is understood now, and there is nothing to do',
  came_again: ':white_check_mark: came again in the meantime',
  not_understood: ':warning: is still not understood',
  forgotten: ':warning: cannot be replayed',
};

/** What became of one delivery that was replayed, as a sentence of mrkdwn. */
export function replayedText({ delivery, outcome, reason }: Replayed): string {
  const why = reason === undefined ? '' : `: ${escapeMrkdwn(truncate(reason, LONGEST_REASON))}`;
  const [icon = '', ...words] = OUTCOMES[outcome].split(' ');
  return `${icon} ${code(delivery.provider)} ${code(delivery.type)} ${words.join(' ')}${why}.`;
}

/** The same of many. */
export function replayedMessage({ replayed, left }: ReplayedAll): Rendered {
  const more = left > 0 ? ` ${left} more are left: replay them again in a while.` : '';
  const many = counted(replayed.length, 'delivery was', 'deliveries were');
  const text = `${many} replayed.${more}`;
  return { text, blocks: [section(text), ...lineSections(replayed.map(replayedText))] };
}
