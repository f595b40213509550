import type { IssueChanges } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { IssueAnswer } from './answers.ts';
import { type LabelWords, sameLabels } from './issue-labels.ts';
import { stateOf } from './issue-map.ts';

/**
 * Throws where GitHub took a request and silently left part of it out: without push access it drops labels and
 * assignees, and it drops those who cannot be assigned in the repository.
 *
 * Source: https://docs.github.com/en/rest/issues/issues#update-an-issue
 */
export function refuseHalfDone(
  words: LabelWords,
  answer: IssueAnswer,
  wanted: IssueChanges & { sentLabels?: readonly string[] },
): void {
  const { status, assignee, sentLabels } = wanted;
  if (sentLabels && !sameLabels(sentLabels, answer.labels)) {
    throw new ProviderError(
      'forbidden',
      `GitHub left the labels of #${answer.number} as they were. The account must have at least triage access to the repository.`,
    );
  }
  if (status && words.status.read(stateOf(answer)).meaning !== status) {
    throw new ProviderError(
      'forbidden',
      `GitHub left the status of #${answer.number} as it was. The account must have at least triage access to the repository.`,
    );
  }
  const logins = answer.assignees.map((login) => login.toLowerCase());
  if (assignee && !logins.includes(assignee.toLowerCase())) {
    throw new ProviderError(
      'invalid_request',
      `GitHub did not assign ${assignee} to #${answer.number}: only people with access to the repository can be assigned.`,
    );
  }
}
