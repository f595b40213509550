import { createdLabel, type LabelAnswer, labelList } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { CREATE_LABEL, LABELS } from './documents.ts';
import { BLOCKED } from './issue-status.ts';

/**
 * The ids of labels by their names, made where the team has none of that name. Linear minds neither case nor whether a
 * label is the team's or the workspace's; groups of labels cannot be given to an issue.
 */
export async function labelIds(
  caller: LinearCaller,
  teamId: string,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const known = await findLabels(caller, teamId, names);
  const ids: string[] = [];
  for (const name of new Map(names.map((name) => [name.toLowerCase(), name])).values()) {
    ids.push(known.get(name.toLowerCase()) ?? (await createLabel(caller, teamId, name)).id);
  }
  return ids;
}

/** The label that says an issue is blocked. It is never made: a team decides for itself to have one. */
export async function blockedLabel(caller: LinearCaller, teamId: string): Promise<string | undefined> {
  return (await findLabels(caller, teamId, [BLOCKED])).get(BLOCKED);
}

async function findLabels(
  caller: LinearCaller,
  teamId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  const filter = {
    isGroup: { eq: false },
    and: [
      { or: [{ team: { null: true } }, { team: { id: { eq: teamId } } }] },
      { or: names.map((name) => ({ name: { eqIgnoreCase: name } })) },
    ],
  };
  const found = await caller.ask(labelList, caller.advice.issue, LABELS, { filter });
  return new Map(found.map(({ id, name }) => [name.toLowerCase(), id]));
}

async function createLabel(caller: LinearCaller, teamId: string, name: string): Promise<LabelAnswer> {
  return caller.ask(createdLabel, caller.advice.issue, CREATE_LABEL, { input: { name, teamId } });
}
