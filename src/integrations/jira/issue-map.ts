import type { Issue, Vocabulary } from '../contract.ts';
import { priorityMeaning } from '../vocabulary.ts';
import { toMarkdown } from './adf/to-markdown.ts';
import type { IssueAnswer } from './answers.ts';
import { type IssueState, isBlockedLabel, type StatusWords } from './status-words.ts';

/** What is needed to read an issue. */
export interface IssueReading {
  words: StatusWords;
  vocabulary: Vocabulary;
  baseUrl: string;
  /** The id of the custom field "Flagged". */
  flagField: string | undefined;
}

/** The fields of an issue that are asked for. */
export function readFields(flagField: string | undefined): string[] {
  const always = ['summary', 'description', 'status', 'priority', 'assignee', 'labels', 'updated'];
  return flagField ? [...always, flagField] : always;
}

export function stateOf({ fields }: IssueAnswer, flagField: string | undefined): IssueState {
  const flag = flagField ? fields[flagField] : undefined;
  return {
    status: fields.status,
    labels: fields.labels ?? [],
    // A list of what it is flagged with; none or null where it is not.
    flagged: Array.isArray(flag) && flag.length > 0,
  };
}

/** Jira's issue in our words. The label that says "blocked" is part of the status, not of the labels. */
export function toIssue(reading: IssueReading, answer: IssueAnswer): Issue {
  const { fields, id, key } = answer;
  const state = stateOf(answer, reading.flagField);
  const { assignee } = fields;
  const priorityName = fields.priority?.name;
  const priority = priorityMeaning(reading.vocabulary, priorityName);
  return {
    externalId: id,
    key,
    url: `${reading.baseUrl}/browse/${encodeURIComponent(key)}`,
    title: fields.summary ?? '',
    description: toMarkdown(fields.description),
    status: { name: fields.status.name, meaning: reading.words.read(state) },
    priority,
    ...(priority === undefined && priorityName ? { unmappedPriority: priorityName } : {}),
    assignee: assignee
      ? {
          externalId: assignee.accountId,
          name: assignee.displayName ?? assignee.accountId,
          // Where the person lets Jira tell it.
          ...(assignee.emailAddress ? { email: assignee.emailAddress } : {}),
        }
      : undefined,
    labels: state.labels.filter((label) => !isBlockedLabel(label)),
    updatedAt: new Date(fields.updated),
  };
}
