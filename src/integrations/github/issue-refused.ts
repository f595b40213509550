import type { IssueStatus } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { IssueAnswer } from './answers.ts';
import { type LabelWords, sameLabels } from './issue-labels.ts';
import { stateOf } from './issue-map.ts';
import type { IssuePatch } from './issue-patch.ts';

/**
 * Throws where GitHub took a request and silently left part of it out: without push access it drops labels and
 * assignees, and it drops those who cannot be assigned in the repository.
 *
 * Source: https://docs.github.com/en/rest/issues/issues#update-an-issue
 */
export function refuseHalfDone(answer: IssueAnswer, { labels, state, assignees }: IssuePatch): void {
  if (labels && !sameLabels(labels, answer.labels)) throw leftOut(answer, 'labels of', 'they were');
  if (state && state !== answer.state) throw leftOut(answer, 'status of', 'it was');
  const assigned = answer.assignees.map((login) => login.toLowerCase());
  const [assignee] = assignees ?? [];
  if (assignee !== undefined && !assigned.includes(assignee.toLowerCase())) {
    throw new ProviderError(
      'invalid_request',
      `GitHub did not assign ${assignee} to #${answer.number}: only people with access to the repository can be assigned.`,
    );
  }
}

/**
 * Throws code `changed_meanwhile` where all that was sent was taken and the status is another one all the same: it is
 * what somebody else made of it between our look and our write.
 */
export function refuseOvertaken(
  words: LabelWords,
  answer: IssueAnswer,
  wanted: IssueStatus | undefined,
): void {
  if (wanted === undefined || words.status.read(stateOf(answer)).meaning === wanted) return;
  throw new ProviderError(
    'changed_meanwhile',
    `Somebody changed #${answer.number} in GitHub at the same time. Both changes are looked at again.`,
  );
}

function leftOut({ number }: IssueAnswer, what: string, unchanged: string): ProviderError {
  return new ProviderError(
    'forbidden',
    `GitHub left the ${what} #${number} as ${unchanged}. The account must have at least triage access to the repository.`,
  );
}
