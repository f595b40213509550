import type { IssueStatus, Vocabulary } from '../contract.ts';
import { statusMeaning } from '../vocabulary.ts';
import type { StatusAnswer } from './answers.ts';

/** The label that says an issue is blocked whatever its status. */
export const BLOCKED_LABEL = 'blocked';

/** How an issue stands in Jira. */
export interface IssueState {
  status: StatusAnswer;
  labels: readonly string[];
  flagged: boolean;
}

/** What Jira's statuses mean, and what label and flag add to them. */
export class StatusWords {
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Of a status alone: what people decided, the guide's names, its category. */
  meaning({ name, statusCategory }: StatusAnswer): IssueStatus | undefined {
    const category = statusCategory?.key;
    return statusMeaning(this.#vocabulary, { name, ...(category ? { category } : {}) });
  }

  /** Whether people or the guide name this status, rather than its category alone telling what it means. */
  isNamed({ name }: StatusAnswer): boolean {
    return statusMeaning(this.#vocabulary, { name }) !== undefined;
  }

  /** Of an issue. One that is done is done, though somebody forgot to take label or flag away. */
  read({ status, labels, flagged }: IssueState): IssueStatus | undefined {
    const meaning = this.meaning(status);
    return meaning !== 'done' && (flagged || labels.some(isBlockedLabel)) ? 'blocked' : meaning;
  }
}

/** Jira's labels differ by case, people's intentions do not. */
export function isBlockedLabel(label: string): boolean {
  return label.toLowerCase() === BLOCKED_LABEL;
}
