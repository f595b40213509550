import type { IssueStatus } from '../contract.ts';
import type { IssueAnswer, TransitionAnswer } from './answers.ts';
import { type IssueReading, stateOf, toIssue } from './issue-map.ts';
import type { IssueRequests } from './issue-requests.ts';
import { chooseTransition, demanded, fieldsMissing } from './transitions.ts';

/**
 * The transition that brings an issue to the status wanted; none where it is there already. Throws code `no_transition`
 * where the workflow has no way, and `invalid_request` where its screen demands what the issue does not have.
 */
export async function planTransition(
  requests: IssueRequests,
  reading: IssueReading,
  answer: IssueAnswer,
  wanted: IssueStatus | undefined,
): Promise<TransitionAnswer | undefined> {
  const { words, flagField } = reading;
  const state = stateOf(answer, flagField);
  if (!wanted || words.read(state) === wanted || words.meaning(state.status) === wanted) return undefined;
  const way = { key: answer.key, from: state.status.name, wanted };
  const chosen = chooseTransition(words, await requests.transitions(answer.id), way);
  const missing = await emptyOf(requests, answer, demanded(chosen));
  if (missing.length > 0) throw fieldsMissing(chosen, missing, toIssue(reading, answer));
  return chosen;
}

/** Which of these fields have no value: one that an issue has is not asked for again. */
async function emptyOf(requests: IssueRequests, answer: IssueAnswer, fields: string[]): Promise<string[]> {
  if (fields.length === 0) return [];
  const values = await requests.valuesOf(answer.id, fields);
  return fields.filter((id) => isEmpty(values[id]));
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
