import type { IssueChanges } from '../contract.ts';
import { type IssueAnswer, teamStates } from './answers.ts';
import type { LinearCaller } from './caller.ts';
import { TEAM_STATES } from './documents.ts';
import { type IssueWords, plainLabels, saysBlocked, stateOf } from './issue-map.ts';
import type { IssueState, StatusPlan } from './issue-status.ts';
import { blockedLabel, labelIds } from './labels.ts';

/** What `issueCreate` and `issueUpdate` take alike. */
export interface IssueInput {
  title?: string;
  description?: string;
  stateId?: string;
  priority?: number;
  assigneeId?: string | null;
  addedLabelIds?: string[];
  removedLabelIds?: string[];
}

type Before = Pick<IssueAnswer, 'state' | 'labels'> & { team: { id: string } };

/**
 * What to send so that the issue becomes as wanted: only what changes, empty where it is so already. Asks for the
 * team's states and labels where they are needed. Throws code `no_transition` before anything is changed.
 */
export async function inputFor(
  caller: LinearCaller,
  words: IssueWords,
  before: IssueAnswer,
  changes: IssueChanges,
): Promise<IssueInput> {
  const { title, description, priority, assignee } = changes;
  const now = words.read(before);
  const input: IssueInput = {};
  if (title !== undefined && title !== now.title) input.title = title;
  if (description !== undefined && description !== now.description) input.description = description;
  if (priority !== undefined && priority !== now.priority) input.priority = words.priority(priority);
  if (assignee !== undefined && assignee !== (now.assignee?.externalId ?? null)) input.assigneeId = assignee;
  const { stateId, added, removed } = await statusAndLabels(caller, words, before, changes);
  if (stateId) input.stateId = stateId;
  if (added.length > 0) input.addedLabelIds = added;
  if (removed.length > 0) input.removedLabelIds = removed;
  return input;
}

/** The state to go to, and the ids of labels to give and to take away, the one that says a status included. */
export async function statusAndLabels(
  caller: LinearCaller,
  words: IssueWords,
  before: Before,
  { status, labels }: IssueChanges,
): Promise<{ stateId: string | undefined; added: string[]; removed: string[] }> {
  const current = stateOf(before);
  const { plan, labelId } = status
    ? await planStatus(caller, words, before.team.id, current, status)
    : { plan: { stateId: undefined, labelled: current.labelled }, labelId: undefined };
  const wanted = labels?.filter((name) => !saysBlocked(name));
  const plain = plainLabels(before.labels);
  const fresh = wanted?.filter((name) => !plain.some((label) => sameName(label.name, name))) ?? [];
  const stale = wanted ? plain.filter(({ name }) => !wanted.some((other) => sameName(other, name))) : [];
  const unblocked = current.labelled && !plan.labelled;
  return {
    stateId: plan.stateId,
    added: [
      ...(await labelIds(caller, before.team.id, fresh)),
      ...(labelId && plan.labelled && !current.labelled ? [labelId] : []),
    ],
    removed: [...stale, ...(unblocked ? before.labels.filter(({ name }) => saysBlocked(name)) : [])].map(
      ({ id }) => id,
    ),
  };
}

async function planStatus(
  caller: LinearCaller,
  words: IssueWords,
  teamId: string,
  current: IssueState,
  wanted: NonNullable<IssueChanges['status']>,
): Promise<{ plan: StatusPlan; labelId: string | undefined }> {
  if (words.status.read(current).meaning === wanted) {
    return { plan: { stateId: undefined, labelled: current.labelled }, labelId: undefined };
  }
  const states = await caller.ask(teamStates, caller.advice.team, TEAM_STATES, { id: teamId });
  const labelId =
    wanted === 'blocked' && !words.status.choose(states, wanted)
      ? await blockedLabel(caller, teamId)
      : undefined;
  return { plan: words.status.plan(current, wanted, states, labelId !== undefined), labelId };
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
