import type { Issue } from '../contract.ts';
import type { IssueAnswer } from './answers.ts';
import { issueId } from './issue-id.ts';
import type { LabelWords } from './issue-labels.ts';
import type { IssueState } from './issue-status.ts';
import { splitMarker } from './marker.ts';

export function stateOf(answer: IssueAnswer): IssueState {
  return {
    state: answer.state === 'closed' ? 'closed' : 'open',
    reason: answer.state_reason ?? undefined,
    labels: answer.labels,
  };
}

/** GitHub's issue in our words. Of several assignees the first is told. */
export function toIssue(words: LabelWords, answer: IssueAnswer): Issue {
  const [login] = answer.assignees;
  return {
    externalId: issueId(answer),
    key: `#${answer.number}`,
    url: answer.html_url,
    title: answer.title,
    description: splitMarker(answer.body).text,
    status: words.status.read(stateOf(answer)),
    priority: words.priority(answer.labels),
    // A login is what the API takes, and the only name it tells.
    assignee: login ? { externalId: login, name: login } : undefined,
    labels: words.plain(answer.labels),
    updatedAt: new Date(answer.updated_at),
  };
}
