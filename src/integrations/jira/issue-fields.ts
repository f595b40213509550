import type { IssueChanges, IssueStatus, Vocabulary } from '../contract.ts';
import { priorityMeaning, priorityWords } from '../vocabulary.ts';
import { rewrite, saysAlready } from './adf/rewrite.ts';
import { toAdf } from './adf/to-adf.ts';
import type { IssueAnswer } from './answers.ts';
import { stateOf } from './issue-map.ts';
import type { FieldValues } from './issue-requests.ts';
import { isBlockedLabel } from './status-words.ts';

/** The fields a new issue is made with. Without a priority of its own it gets the project's default. */
export function newFields(changes: IssueChanges, vocabulary: Vocabulary): FieldValues {
  const { title = '', description, priority, assignee, labels } = changes;
  const [word] = priority && priority !== 'none' ? priorityWords(vocabulary, priority) : [];
  return {
    summary: summaryOf(title),
    ...(description ? { description: toAdf(description) } : {}),
    ...(word ? { priority: { name: word } } : {}),
    ...(assignee ? { assignee: { accountId: assignee } } : {}),
    ...(labels?.length ? { labels } : {}),
  };
}

/**
 * The fields to set so that the issue becomes as wanted; none that is so already. Of a description only those blocks are
 * made anew whose text is to change: the others keep what Markdown cannot say.
 */
export function changedFields(
  answer: IssueAnswer,
  changes: IssueChanges,
  vocabulary: Vocabulary,
  flagField: string | undefined,
): FieldValues {
  const { fields } = answer;
  const { title, description, priority, assignee } = changes;
  const summary = title === undefined ? undefined : summaryOf(title);
  const sameText = description === undefined || saysAlready(fields.description, description);
  const samePriority =
    priority === undefined || priority === priorityMeaning(vocabulary, fields.priority?.name);
  const [word] = priority === undefined ? [] : priorityWords(vocabulary, priority);
  const sameAssignee = assignee === undefined || assignee === (fields.assignee?.accountId ?? null);
  return {
    ...(summary === undefined || summary === fields.summary ? {} : { summary }),
    ...(sameText ? {} : { description: description ? rewrite(fields.description, description) : null }),
    ...(samePriority ? {} : { priority: word ? { name: word } : null }),
    ...(sameAssignee ? {} : { assignee: assignee === null ? null : { accountId: assignee } }),
    ...labelChange(answer, changes),
    ...flagChange(answer, changes.status, flagField),
  };
}

/** The label that says "blocked" goes with the status and not with the other labels. */
function labelChange(answer: IssueAnswer, { labels, status }: IssueChanges): FieldValues {
  const present = answer.fields.labels ?? [];
  const blocked = isLifted(status) ? [] : present.filter(isBlockedLabel);
  const others = labels?.filter((label) => !isBlockedLabel(label));
  const wanted = [...(others ?? present.filter((label) => !isBlockedLabel(label))), ...blocked];
  const same = wanted.length === present.length && wanted.every((label) => present.includes(label));
  return same ? {} : { labels: [...new Set(wanted)] };
}

function flagChange(
  answer: IssueAnswer,
  status: IssueStatus | undefined,
  flagField: string | undefined,
): FieldValues {
  const { flagged } = stateOf(answer, flagField);
  return flagField && flagged && isLifted(status) ? { [flagField]: null } : {};
}

/** Whether an issue that is blocked by label or flag must lose them. A done one is done with them as well. */
function isLifted(status: IssueStatus | undefined): boolean {
  return status === 'todo' || status === 'doing';
}

/** Jira refuses a summary with a line end in it. */
function summaryOf(title: string): string {
  return title.replace(/\s+/gu, ' ').trim();
}
