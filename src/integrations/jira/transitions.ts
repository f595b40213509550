import type { IssueStatus } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { TransitionAnswer } from './answers.ts';
import type { StatusWords } from './status-words.ts';

/** Where an issue is and where it is to go. */
export interface Way {
  /** For people: `PROJ-12`. */
  key: string;
  /** The name of its status. */
  from: string;
  wanted: IssueStatus;
}

/**
 * The transition to take. Of several those go first whose status people or the guide name, then those that ask for
 * least, then the lowest id: always the same one.
 *
 * Throws code `no_transition` where none leads to the status wanted, naming those there are.
 */
export function chooseTransition(
  words: StatusWords,
  transitions: readonly TransitionAnswer[],
  way: Way,
): TransitionAnswer {
  const [chosen] = transitions
    .filter(({ to }) => words.meaning(to) === way.wanted)
    .toSorted(
      (a, b) =>
        Number(words.isNamed(b.to)) - Number(words.isNamed(a.to)) ||
        demanded(a).length - demanded(b).length ||
        Number(a.id) - Number(b.id),
    );
  if (chosen) return chosen;
  throw noTransition(transitions, way);
}

/** The ids of the fields that a transition's screen demands and Jira does not fill in itself. */
export function demanded({ fields }: TransitionAnswer): string[] {
  return Object.entries(fields ?? {}).flatMap(([id, { required, hasDefaultValue }]) =>
    required && !hasDefaultValue ? id : [],
  );
}

/** The error for a transition whose screen demands what the issue does not have; `missing` are field ids. */
export function fieldsMissing(
  transition: TransitionAnswer,
  missing: readonly string[],
  { key, url }: { key: string; url: string },
): ProviderError {
  const names = missing.map((id) => transition.fields?.[id]?.name ?? id).join(', ');
  return new ProviderError(
    'invalid_request',
    `Jira asks for ${names} when ${key} goes to "${transition.to.name}". Do it by hand at ${url}, or take the field off the transition's screen.`,
  );
}

function noTransition(transitions: readonly TransitionAnswer[], { key, from, wanted }: Way): ProviderError {
  const names = [...new Set(transitions.map(({ to }) => `"${to.name}"`))].join(', ');
  const there = names
    ? `From there it can go to ${names}.`
    : 'The account may take no transition from there.';
  const byLabel = wanted === 'blocked' ? ' In Jira, a label "blocked" or the flag says the same.' : '';
  return new ProviderError(
    'no_transition',
    `Jira has no transition of ${key} from "${from}" to a status that means "${wanted}". ${there} Map one of them to "${wanted}", or add a transition to the workflow.${byLabel}`,
  );
}
