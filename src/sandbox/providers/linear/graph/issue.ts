import { PROJECTS, personOf, teamOf } from '../account.ts';
import type { Engine } from '../engine.ts';
import { issueMatcher } from '../filters/filters.ts';
import type { Issue, State, World } from '../world.ts';
import { connection, newestFirst } from './connection.ts';
import { isoTime, isoTimeOrNull } from './time.ts';
import {
  type ListArguments,
  labelConnection,
  projectAnswer,
  stateAnswer,
  teamAnswer,
  userAnswer,
} from './workspace.ts';

/** By Linear's number for it. */
export const PRIORITIES = ['No priority', 'Urgent', 'High', 'Medium', 'Low'] as const;

/** `ENG-3` */
export function identifierOf({ teamId, number }: Issue): string {
  return `${teamOf(teamId).key}-${number}`;
}

/** By id, or by identifier in any case. */
export function findIssue(world: World, idOrIdentifier: string): Issue | undefined {
  const wanted = idOrIdentifier.toLowerCase();
  return world.issues.find((issue) => issue.id === wanted || identifierOf(issue).toLowerCase() === wanted);
}

export function stateOfIssue(world: World, { stateId }: Issue): State {
  const state = world.states.find(({ id }) => id === stateId);
  if (!state) throw new Error(`no state ${stateId} in this world`);
  return state;
}

/** What stands in an issue itself, in the API's answers and in webhooks alike. */
export function issueFields({ links }: Engine, issue: Issue) {
  const { teamId: _team, stateId: _state, assigneeId: _assignee, creatorId: _creator, ...rest } = issue;
  const { projectId: _project, trashed, ...fields } = rest;
  return {
    ...fields,
    identifier: identifierOf(issue),
    priorityLabel: PRIORITIES[issue.priority] ?? '',
    url: links.issue(identifierOf(issue)),
    createdAt: isoTime(issue.createdAt),
    updatedAt: isoTime(issue.updatedAt),
    startedAt: isoTimeOrNull(issue.startedAt),
    completedAt: isoTimeOrNull(issue.completedAt),
    canceledAt: isoTimeOrNull(issue.canceledAt),
    archivedAt: isoTimeOrNull(issue.archivedAt),
    trashed: trashed || null,
  };
}

export function issueAnswer(engine: Engine, issue: Issue) {
  const { world } = engine;
  const { assigneeId, creatorId, projectId, labelIds } = issue;
  return {
    ...issueFields(engine, issue),
    state: () => stateAnswer(engine, stateOfIssue(world, issue)),
    team: () => teamAnswer(engine, teamOf(issue.teamId)),
    assignee: () => (assigneeId === null ? null : userAnswer(engine, personOf(assigneeId))),
    creator: () => userAnswer(engine, personOf(creatorId)),
    project: () => {
      const project = PROJECTS.find(({ id }) => id === projectId);
      return project ? projectAnswer(engine, project) : null;
    },
    labels: (page: ListArguments) => {
      const labels = world.labels.filter(({ id }) => labelIds.includes(id));
      return labelConnection(engine, labels, page);
    },
  };
}

type SortOrder = { order?: 'Ascending' | 'Descending' | null } | null;

/** `sort` goes before `orderBy`, which only ever orders downwards. */
export interface IssueListArguments extends ListArguments {
  sort?: readonly { createdAt?: SortOrder; updatedAt?: SortOrder }[] | null;
}

export function issueConnection(engine: Engine, page: IssueListArguments) {
  const matches = issueMatcher(engine);
  const shown = engine.world.issues.filter(
    (issue) => (issue.archivedAt === null || page.includeArchived) && matches(issue, page.filter),
  );
  return connection(ordered(shown, page), page, (issue) => issueAnswer(engine, issue));
}

function ordered(issues: readonly Issue[], { sort, orderBy }: IssueListArguments): Issue[] {
  const [first] = sort ?? [];
  if (!first) return newestFirst(issues, orderBy);
  const by = first.updatedAt ? 'updatedAt' : 'createdAt';
  const down = newestFirst(issues, by);
  return first[by]?.order === 'Ascending' ? down.toReversed() : down;
}
