import type { Issue, IssuePriority, Vocabulary } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import { priorityMeaning, priorityWords } from '../vocabulary.ts';
import type { IssueAnswer, LabelAnswer } from './answers.ts';
import { BLOCKED, type IssueState, StatusWords } from './issue-status.ts';

/** Reads issues as one workspace's people word them. */
export class IssueWords {
  readonly status: StatusWords;
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.status = new StatusWords(vocabulary);
    this.#vocabulary = vocabulary;
  }

  /** Linear's issue in our words. The label that says a status is told as one, not among the labels. */
  read(answer: IssueAnswer): Issue {
    const { assignee } = answer;
    const priority = priorityMeaning(this.#vocabulary, answer.priority);
    return {
      externalId: answer.id,
      key: answer.identifier,
      url: answer.url,
      title: answer.title,
      description: answer.description ?? '',
      status: this.status.read(stateOf(answer)),
      priority,
      ...(priority === undefined ? { unmappedPriority: String(answer.priority) } : {}),
      assignee: assignee
        ? {
            externalId: assignee.id,
            name: assignee.name,
            ...(assignee.email ? { email: assignee.email } : {}),
          }
        : undefined,
      labels: plainLabels(answer.labels).map(({ name }) => name),
      updatedAt: new Date(answer.updatedAt),
    };
  }

  /** Linear's number for a priority. */
  priority(wanted: IssuePriority): number {
    const [word] = priorityWords(this.#vocabulary, wanted);
    if (word !== undefined) return Number(word);
    throw new ProviderError('invalid_request', `No priority of Linear stands for ${wanted}.`);
  }
}

export function stateOf({ state, labels }: Pick<IssueAnswer, 'state' | 'labels'>): IssueState {
  return { state, labelled: labels.some(({ name }) => saysBlocked(name)) };
}

/** The labels that are nothing but labels. */
export function plainLabels(labels: readonly LabelAnswer[]): LabelAnswer[] {
  return labels.filter(({ name }) => !saysBlocked(name));
}

/** Whether a label of that name says a status. */
export function saysBlocked(name: string): boolean {
  return name.trim().toLowerCase() === BLOCKED;
}
