import { MICROSTEP_PRIORITIES } from '../../store/plan-schema.ts';
import type { Connection, IssuePriority, Vocabulary } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import { priorityMeaning, priorityWords } from '../vocabulary.ts';
import { StatusWords } from './issue-status.ts';

/**
 * GitHub has labels where other trackers have fields. Those that say a status or a priority are read as such and are
 * not told among an issue's labels, so that whoever exchanges the labels does not touch them unawares.
 */
export class LabelWords {
  readonly status: StatusWords;
  readonly #vocabulary: Vocabulary;

  constructor(connection: Connection) {
    this.status = new StatusWords(connection);
    this.#vocabulary = connection.vocabulary;
  }

  /** The most urgent of what the labels say. */
  priority(labels: readonly string[]): IssuePriority {
    const said = labels.map((label) => priorityMeaning(this.#vocabulary, label));
    return MICROSTEP_PRIORITIES.find((priority) => said.includes(priority)) ?? 'none';
  }

  /** The labels that are nothing but labels. */
  plain(labels: readonly string[]): string[] {
    return labels.filter((label) => !this.#isMeant(label));
  }

  /** The same labels with other plain ones: what says a status or a priority stays. */
  withPlain(labels: readonly string[], plain: readonly string[]): string[] {
    return [...labels.filter((label) => this.#isMeant(label)), ...this.plain(plain)];
  }

  /** The same labels with another priority. Throws code `invalid_request` where no label says it. */
  withPriority(labels: readonly string[], wanted: IssuePriority): string[] {
    if (this.priority(labels) === wanted) return [...labels];
    const others = labels.filter((label) => !this.#saysPriority(label));
    if (wanted === 'none') return others;
    const [word] = priorityWords(this.#vocabulary, wanted);
    if (word) return [...others, word];
    throw new ProviderError('invalid_request', `No label of GitHub stands for the priority ${wanted}.`);
  }

  #saysPriority(label: string): boolean {
    return (priorityMeaning(this.#vocabulary, label) ?? 'none') !== 'none';
  }

  #isMeant(label: string): boolean {
    return this.status.meaningOf(label) !== undefined || this.#saysPriority(label);
  }
}

/** Whether two sets of labels are the same to GitHub, which minds neither case nor order. */
export function sameLabels(a: readonly string[], b: readonly string[]): boolean {
  const key = (labels: readonly string[]) =>
    JSON.stringify([...new Set(labels.map((label) => label.toLowerCase()))].sort());
  return key(a) === key(b);
}
