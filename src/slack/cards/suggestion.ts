import type { KnownBlock } from '@slack/types';
import type { SuggestedIssue } from '../../jobs/job.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, link, plain, truncate } from '../text.ts';
import type { NamedMicrostep } from './issue-news.ts';
import type { Rendered } from './rendered.ts';

/** Asks whether a microstep and an issue are the same. */
export function suggestionMessage(
  microstep: NamedMicrostep & { id: string },
  integrationId: string,
  issue: SuggestedIssue,
  providerName: string,
): Rendered {
  const theirs = `${link(issue.url, issue.key)} ${escapeMrkdwn(truncate(issue.title, 200))}`;
  const ours = `${code(microstep.ref)} ${escapeMrkdwn(truncate(microstep.title, 200))}`;
  const value = JSON.stringify({ microstepId: microstep.id, integrationId, externalId: issue.externalId });
  const blocks: KnownBlock[] = [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: `:link: Are these the same?\n${ours}\n${theirs} (${providerName})` },
    },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'issue:link',
          text: plain('Link', LIMITS.buttonText),
          style: 'primary',
          value,
        },
        { type: 'button', action_id: 'issue:not-this', text: plain('Not this', LIMITS.buttonText), value },
      ],
    },
  ];
  return { text: `Is ${escapeMrkdwn(issue.key)} the issue of ${microstep.ref}?`, blocks };
}

/** The same once it is decided, so that nobody decides twice. */
export function decidedSuggestion(sentence: string): Rendered {
  return { text: sentence, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: sentence } }] };
}
