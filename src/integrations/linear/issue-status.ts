import type { IssueStatus, Vocabulary } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import { statusMeaning } from '../vocabulary.ts';
import type { WorkflowState } from './answers.ts';

/**
 * Linear has no state for what is blocked. A state that a team called so means it, and so does a label. The guide reads
 * "Canceled" as blocked too, but that way only: who blocks something in BuildRunner has not called it off, and an issue
 * that is cancelled vanishes from people's boards.
 */
export const BLOCKED = 'blocked';

/** States that issues are never moved to: they call the issue off, or hand it back to triage. */
const NEVER_CHOSEN: ReadonlySet<string> = new Set(['canceled', 'duplicate', 'triage']);

/** What says how an issue stands. */
export interface IssueState {
  state: { id: string; name: string; type: string };
  /** Whether it has the label that says it is blocked. */
  labelled: boolean;
}

/** What is to change for another status; nothing where both are undefined. */
export interface StatusPlan {
  stateId: string | undefined;
  /** Whether the issue is to have the label. */
  labelled: boolean;
}

/** Reads and chooses workflow states as one workspace's people word them. */
export class StatusWords {
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = {
      ...vocabulary,
      statusNames: { [BLOCKED]: 'blocked', ...vocabulary.statusNames },
    };
  }

  /** Linear's name for how the issue stands, or the label's, and what it means here. */
  read({ state, labelled }: IssueState): { name: string; meaning: IssueStatus | undefined } {
    const meaning = this.meaningOf(state);
    return labelled && meaning !== 'done'
      ? { name: BLOCKED, meaning: 'blocked' }
      : { name: state.name, meaning };
  }

  meaningOf({ name, type }: { name: string; type: string }): IssueStatus | undefined {
    return statusMeaning(this.#vocabulary, { name, category: type });
  }

  /**
   * How to come from `current` to `wanted` among a team's states. Throws code `no_transition` where there is no way.
   *
   * @param hasLabel whether there is a label that says blocked
   */
  plan(
    current: IssueState,
    wanted: IssueStatus,
    states: readonly WorkflowState[],
    hasLabel: boolean,
  ): StatusPlan {
    if (this.read(current).meaning === wanted) return { stateId: undefined, labelled: current.labelled };
    if (this.meaningOf(current.state) === wanted) return { stateId: undefined, labelled: false };
    const chosen = this.choose(states, wanted);
    if (chosen) return { stateId: chosen.id, labelled: false };
    if (wanted !== 'blocked' || !hasLabel) throw this.#noWay(wanted, states);
    if (this.meaningOf(current.state) !== 'done') return { stateId: undefined, labelled: true };
    // What is done reads as done whatever its labels: it is taken up again to be blocked.
    const open = this.choose(states, 'doing') ?? this.choose(states, 'todo');
    if (!open) throw this.#noWay(wanted, states);
    return { stateId: open.id, labelled: true };
  }

  /** The state called as we call it ("Todo" before "Backlog"), or as the guide does, or the first of the workflow. */
  choose(states: readonly WorkflowState[], wanted: IssueStatus): WorkflowState | undefined {
    const fitting = states.filter(
      (state) => this.meaningOf(state) === wanted && !NEVER_CHOSEN.has(state.type),
    );
    const rank = ({ name }: WorkflowState) => {
      if (name.trim().toLowerCase() === wanted) return 0;
      return this.#guideHas(name) ? 1 : 2;
    };
    return fitting.toSorted((a, b) => rank(a) - rank(b) || a.position - b.position)[0];
  }

  #guideHas(name: string): boolean {
    const lower = name.trim().toLowerCase();
    return Object.keys(this.#vocabulary.statusNames).some((known) => known.toLowerCase() === lower);
  }

  #noWay(wanted: IssueStatus, states: readonly WorkflowState[]): ProviderError {
    const names = states
      .toSorted((a, b) => a.position - b.position)
      .map((state) => `${state.name} (${this.meaningOf(state) ?? 'nothing'})`)
      .join(', ');
    const mend =
      wanted === 'blocked'
        ? 'BuildRunner never cancels an issue. Add a state or a label called "Blocked" to the team in Linear, or map one of its states to "blocked".'
        : `Map one of them to "${wanted}".`;
    return new ProviderError(
      'no_transition',
      `No state of this team in Linear means "${wanted}". It has: ${names}. ${mend}`,
    );
  }
}
