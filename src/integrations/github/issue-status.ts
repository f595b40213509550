import type { Connection, IssueStatus, Vocabulary } from '../contract.ts';
import { statusMeaning } from '../vocabulary.ts';

/** The labels that stand for what GitHub has no state for, unless people configure others. */
export const DEFAULT_LABELS = { doing: 'status: in progress', blocked: 'status: blocked' } as const;

/** What says how an issue stands. */
export interface IssueState {
  state: 'open' | 'closed';
  /** Why it was closed: `completed`, `not_planned`, `duplicate`. */
  reason: string | undefined;
  labels: readonly string[];
}

/** An open issue can carry several status labels: the one that most needs a person's eye counts. */
const PRECEDENCE: readonly IssueStatus[] = ['blocked', 'doing', 'done', 'todo'];

const CLOSED: Readonly<Record<string, string>> = {
  not_planned: 'Closed as not planned',
  duplicate: 'Closed as duplicate',
};
const OPEN = 'Open';
const DONE = 'Closed';

/** Reads and writes status as one repository's people word it: by state, by reason and by labels. */
export class StatusWords {
  readonly #vocabulary: Vocabulary;
  readonly #labels: Vocabulary;
  readonly #known: readonly string[];

  constructor({ values, vocabulary }: Connection) {
    const doing = values.label_in_progress || DEFAULT_LABELS.doing;
    const blocked = values.label_blocked || DEFAULT_LABELS.blocked;
    const overridden = Object.entries(vocabulary.statusOverrides).filter(([name]) => !isState(name));
    this.#vocabulary = vocabulary;
    this.#labels = {
      ...vocabulary,
      statusOverrides: Object.fromEntries(overridden),
      statusNames: { [doing]: 'doing', [blocked]: 'blocked' },
      statusCategories: {},
    };
    this.#known = [doing, blocked, ...overridden.map(([name]) => name)];
  }

  /** GitHub's name for how the issue stands, or the label's, and what it means here. */
  read(issue: IssueState): { name: string; meaning: IssueStatus | undefined } {
    if (issue.state === 'closed') return this.#state(CLOSED[issue.reason ?? ''] ?? DONE, 'closed');
    const meanings = issue.labels.flatMap((name) => {
      const meaning = this.meaningOf(name);
      return meaning ? { name, meaning } : [];
    });
    const [first] = meanings.toSorted((a, b) => rank(a.meaning) - rank(b.meaning));
    return first ?? this.#state(OPEN, 'open');
  }

  /** What a label says about the status; undefined for all other labels. */
  meaningOf(label: string): IssueStatus | undefined {
    return statusMeaning(this.#labels, { name: label });
  }

  /**
   * How the issue is to be so that it reads as `wanted`: state, reason, and the status labels exchanged while all other
   * labels stay. Undefined where nothing reads so.
   */
  plan(current: IssueState, wanted: IssueStatus): IssueState | undefined {
    if (this.read(current).meaning === wanted) return current;
    return this.#ways(current).find((way) => this.read(way).meaning === wanted);
  }

  /** The statuses that can be reached, by GitHub's names. */
  reachable(current: IssueState): string[] {
    return [...new Set(this.#ways(current).map((way) => this.read(way).name))];
  }

  #ways({ labels }: IssueState): IssueState[] {
    const others = labels.filter((label) => this.meaningOf(label) === undefined);
    const open = (label?: string): IssueState => ({
      state: 'open',
      reason: undefined,
      labels: label === undefined ? others : [...others, label],
    });
    const closed = (reason: string): IssueState => ({ state: 'closed', reason, labels: others });
    return [open(), ...this.#known.map(open), closed('completed'), closed('not_planned')];
  }

  #state(name: string, category: string) {
    return { name, meaning: statusMeaning(this.#vocabulary, { name, category }) };
  }
}

/** Whether a name that people mapped is GitHub's own and not a label's. */
function isState(name: string): boolean {
  return [OPEN, DONE, ...Object.values(CLOSED)].some(
    (own) => own.toLowerCase() === name.trim().toLowerCase(),
  );
}

function rank(meaning: IssueStatus): number {
  return PRECEDENCE.indexOf(meaning);
}
