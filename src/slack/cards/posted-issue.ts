import type { KnownBlock } from '@slack/types';
import type { PostedIssue } from '../../issues/at-urls.ts';
import { actions, button, context, fields, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, link, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_TITLE = 200;
const LONGEST_KEY = 100;
const LONGEST_NAME = 80;

/** The card below a link to an issue: a pure function of what its tracker and the plan said. */
export function postedIssueCard(posted: PostedIssue, providerName: string): Rendered {
  const { issue, microstep } = posted;
  const blocks: KnownBlock[] = [
    section(`${link(issue.url, issue.key)} *${short(issue.title, LONGEST_TITLE)}*`),
    fields(facts(posted)),
    context(`Issue in ${escapeMrkdwn(providerName)}`),
  ];
  if (!microstep) blocks.push(actions([linkButton(posted)]));
  return { text: fallback(posted), blocks };
}

function fallback({ issue: { key, title, status } }: PostedIssue): string {
  const text = `${short(key, LONGEST_KEY)} ${short(title, LONGEST_TITLE)} is ${short(status.name, LONGEST_NAME)}.`;
  return truncate(text, LIMITS.messageText);
}

function facts({ issue, microstep }: PostedIssue): [string, string][] {
  const step = microstep
    ? `${code(microstep.ref)} ${short(microstep.title, LONGEST_NAME)} · *${microstep.status ?? 'no status'}*`
    : 'not linked';
  return [
    ['Status', short(issue.status.name, LONGEST_NAME)],
    ['Assignee', short(issue.assignee?.name ?? 'nobody', LONGEST_NAME)],
    ['Priority', issue.priority ?? short(issue.unmappedPriority ?? 'none', LONGEST_NAME)],
    ['Microstep', step],
  ];
}

function linkButton({ integrationId, issue: { externalId } }: PostedIssue) {
  const value = JSON.stringify({ integrationId, externalId });
  return button('issue:link-posted', 'Link to a microstep', { value });
}

function short(text: string, max: number): string {
  return escapeMrkdwn(truncate(text, max));
}
