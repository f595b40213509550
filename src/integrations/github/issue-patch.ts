import type { IssueChanges, IssueStatus } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { IssueAnswer } from './answers.ts';
import { type LabelWords, sameLabels } from './issue-labels.ts';
import { stateOf } from './issue-map.ts';
import type { IssueState } from './issue-status.ts';
import { splitMarker, withMarker } from './marker.ts';

/** The body of `PATCH /repos/{owner}/{repo}/issues/{issue_number}`: only what changes. */
export interface IssuePatch {
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
  state_reason?: 'completed' | 'not_planned' | 'reopened';
  labels?: string[];
  assignees?: string[];
}

/**
 * What to send so that the issue becomes as wanted, one patch after the other; none where it is so already. Throws
 * code `no_transition` where no state and no label means the status wanted.
 */
export function patchesFor(words: LabelWords, answer: IssueAnswer, changes: IssueChanges): IssuePatch[] {
  const before = stateOf(answer);
  const planned = changes.status ? planStatus(words, before, changes.status) : before;
  const labels = labelsFor(words, planned.labels, changes);
  const { state, alsoReopen } = stateChange(before, planned);
  const patch: IssuePatch = {
    ...textChange(answer, changes),
    ...state,
    ...(sameLabels(labels, answer.labels) ? {} : { labels }),
    ...assigneeChange(answer, changes),
  };
  const patches = Object.keys(patch).length > 0 ? [patch] : [];
  return alsoReopen ? [{ state: 'open' }, ...patches] : patches;
}

/** All labels the issue is to have: the given ones, and those that say its status and priority. */
export function labelsFor(words: LabelWords, labels: readonly string[], changes: IssueChanges): string[] {
  const plain = changes.labels ? words.withPlain(labels, changes.labels) : [...labels];
  return changes.priority ? words.withPriority(plain, changes.priority) : plain;
}

export function planStatus(words: LabelWords, before: IssueState, wanted: IssueStatus): IssueState {
  const planned = words.status.plan(before, wanted);
  if (planned) return planned;
  const reachable = words.status.reachable(before).join(', ');
  throw new ProviderError(
    'no_transition',
    `Nothing in GitHub means "${wanted}" here. An issue can be: ${reachable}. Map one of them to "${wanted}".`,
  );
}

function stateChange(before: IssueState, planned: IssueState): { state: IssuePatch; alsoReopen: boolean } {
  const { state, reason } = planned;
  if (state === 'open') {
    return {
      state: before.state === 'open' ? {} : { state: 'open', state_reason: 'reopened' },
      alsoReopen: false,
    };
  }
  if (planned === before || (before.state === 'closed' && before.reason === reason)) {
    return { state: {}, alsoReopen: false };
  }
  // GitHub ignores a reason unless the state changes with it.
  return {
    state: { state, state_reason: reason === 'not_planned' ? 'not_planned' : 'completed' },
    alsoReopen: before.state === 'closed',
  };
}

function textChange(answer: IssueAnswer, { title, description }: IssueChanges): IssuePatch {
  const { text, marker } = splitMarker(answer.body);
  return {
    ...(title === undefined || title === answer.title ? {} : { title }),
    ...(description === undefined || description === text
      ? {}
      : { body: marker ? withMarker(description, marker) : description }),
  };
}

/** Who else is assigned stays while the wanted one is first already. */
function assigneeChange(answer: IssueAnswer, { assignee }: IssueChanges): IssuePatch {
  const [first] = answer.assignees;
  if (assignee === undefined || (assignee ?? '').toLowerCase() === (first ?? '').toLowerCase()) return {};
  return { assignees: assignee === null ? [] : [assignee] };
}
