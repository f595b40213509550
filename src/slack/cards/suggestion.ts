import type { SuggestedIssue } from '../../jobs/job.ts';
import { actions, button, section, sentence } from '../blocks.ts';
import { code, escapeMrkdwn, link, truncate } from '../text.ts';
import type { NamedMicrostep } from './issue-news.ts';
import type { Rendered } from './rendered.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_TITLE = 200;
const LONGEST_KEY = 100;

/** Asks whether a microstep and an issue are the same. */
export function suggestionMessage(
  microstep: NamedMicrostep & { id: string },
  integrationId: string,
  issue: SuggestedIssue,
  providerName: string,
): Rendered {
  const theirs = `${link(issue.url, issue.key)} ${escapeMrkdwn(truncate(issue.title, LONGEST_TITLE))}`;
  const ours = `${code(microstep.ref)} ${escapeMrkdwn(truncate(microstep.title, LONGEST_TITLE))}`;
  const value = JSON.stringify({ microstepId: microstep.id, integrationId, externalId: issue.externalId });
  const blocks = [
    section(`:link: Are these the same?\n${ours}\n${theirs} (${escapeMrkdwn(providerName)})`),
    actions([
      button('issue:link', 'Link', { value, style: 'primary' }),
      button('issue:not-this', 'Not this', { value }),
    ]),
  ];
  return {
    text: `Is ${escapeMrkdwn(truncate(issue.key, LONGEST_KEY))} the issue of ${microstep.ref}?`,
    blocks,
  };
}

/** The same once it is decided, so that nobody decides twice. */
export function decidedSuggestion({ key }: Pick<SuggestedIssue, 'key'>): Rendered {
  return sentence(`:white_check_mark: ${escapeMrkdwn(truncate(key, LONGEST_KEY))} is linked.`);
}
