import { lineSections, section } from '../blocks.ts';
import { slackTime } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** One piece of news in a digest. */
export interface DigestEntry {
  /** ISO 8601 */
  at: string;
  isFailure: boolean;
  /** One line of mrkdwn. */
  told: string;
}

/** How many sections of lines a digest has at most. */
const MOST_SECTIONS = 10;

/** All that was held for a channel, in the order in which it came about, failures first. */
export function digestMessage(entries: readonly DigestEntry[], why: 'digest' | 'quiet'): Rendered {
  const many = entries.length === 1 ? 'One piece of news' : `${entries.length} pieces of news`;
  const since = why === 'quiet' ? 'from the quiet hours' : 'since the last digest';
  const failures = entries.filter(({ isFailure }) => isFailure);
  const others = entries.filter(({ isFailure }) => !isFailure);
  const failed = failures.length === 0 ? '' : `, ${failures.length} of them failures`;
  return {
    text: `${many} ${since}${failed}.`,
    blocks: [
      section(`:mailbox_with_mail: *${many}* ${since}${failed}`),
      ...lineSections([...failures, ...others].map(line), MOST_SECTIONS),
    ],
  };
}

function line({ at, told }: DigestEntry): string {
  return `${slackTime(at)} · ${told.replaceAll('\n', ' ')}`;
}
