import type { Person, Project, Team } from '../account.ts';
import { announce, type Happening } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import { identifierOf, stateOfIssue } from '../graph/issue.ts';
import { isoTimeOrNull } from '../graph/time.ts';
import type { Comment, Issue, State } from '../world.ts';
import { commentData, issueData } from './issue-data.ts';

/** What of an issue people can change. */
export type IssueEdit = Partial<
  Pick<
    Issue,
    | 'title'
    | 'description'
    | 'priority'
    | 'stateId'
    | 'assigneeId'
    | 'projectId'
    | 'labelIds'
    | 'archivedAt'
    | 'trashed'
  >
>;

/** Makes an issue and tells of it. Without a state it goes to the first one of the team's backlog. */
export function createIssue(
  engine: Engine,
  by: Person,
  team: Team,
  given: IssueEdit & { title: string; id?: string | undefined },
): Issue {
  const { world, now, ids } = engine;
  const at = now();
  const { id = ids.uuid(), stateId = firstState(engine, team).id, ...rest } = given;
  const number = (world.lastNumbers[team.id] ?? 0) + 1;
  world.lastNumbers[team.id] = number;
  const issue: Issue = {
    description: null,
    priority: 0,
    assigneeId: null,
    projectId: null,
    labelIds: [],
    archivedAt: null,
    trashed: false,
    ...rest,
    id,
    teamId: team.id,
    number,
    stateId,
    creatorId: by.id,
    createdAt: at,
    updatedAt: at,
    startedAt: null,
    completedAt: null,
    canceledAt: null,
  };
  world.issues.push(issue);
  stamp(issue, stateOfIssue(world, issue), at);
  tell(engine, issue, by, 'create');
  return issue;
}

/** Changes an issue and tells what was replaced; nothing where all is so already. */
export function editIssue(engine: Engine, issue: Issue, by: Person, edit: IssueEdit): void {
  const before = { ...issue };
  Object.assign(issue, edit);
  const changed = (Object.keys(edit) as (keyof IssueEdit)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(issue[field]),
  );
  if (changed.length === 0) return;
  const at = engine.now();
  if (changed.includes('stateId')) stamp(issue, stateOfIssue(engine.world, issue), at);
  issue.updatedAt = at;
  const updatedFrom = Object.fromEntries(
    [...changed, 'updatedAt' as const].map((field) => [
      field,
      field === 'updatedAt' || field === 'archivedAt' ? isoTimeOrNull(before[field]) : before[field],
    ]),
  );
  tell(engine, issue, by, issue.trashed ? 'remove' : 'update', issue.trashed ? undefined : updatedFrom);
}

/** Archived issues are read-only to people and left out of lists; those in the trash are told as removed. */
export function archiveIssue(engine: Engine, issue: Issue, by: Person, trashed: boolean): void {
  editIssue(engine, issue, by, { archivedAt: engine.now(), trashed });
}

export function restoreIssue(engine: Engine, issue: Issue, by: Person): void {
  editIssue(engine, issue, by, { archivedAt: null, trashed: false });
}

/** Comments on an issue, or on a project. */
export function addComment(engine: Engine, by: Person, body: string, on: Issue | Project): Comment {
  const { world, ids, links, now } = engine;
  const issue = 'stateId' in on ? on : undefined;
  const comment: Comment = {
    id: ids.uuid(),
    issueId: issue?.id ?? null,
    projectId: issue ? null : on.id,
    userId: by.id,
    body,
    createdAt: now(),
  };
  world.comments.push(comment);
  engine.nextSyncId();
  announce(engine, {
    type: 'Comment',
    action: 'create',
    teamId: issue?.teamId ?? null,
    data: commentData(comment, issue),
    url: issue ? links.comment(identifierOf(issue), comment.id) : links.project(on.id),
    actor: by,
  });
  return comment;
}

function firstState({ world }: Engine, team: Team): State {
  const states = world.states.filter(({ teamId }) => teamId === team.id);
  const first = states.find(({ type }) => type === 'backlog') ?? states[0];
  if (!first) throw new Error(`team ${team.key} has no states`);
  return first;
}

function stamp(issue: Issue, { type }: State, at: number): void {
  if (type === 'started' || type === 'completed') issue.startedAt ??= at;
  issue.completedAt = type === 'completed' ? at : null;
  issue.canceledAt = type === 'canceled' || type === 'duplicate' ? at : null;
}

function tell(
  engine: Engine,
  issue: Issue,
  by: Person,
  action: Happening['action'],
  updatedFrom?: Record<string, unknown>,
): void {
  engine.nextSyncId();
  announce(engine, {
    type: 'Issue',
    action,
    teamId: issue.teamId,
    data: issueData(engine, issue),
    ...(updatedFrom ? { updatedFrom } : {}),
    url: engine.links.issue(identifierOf(issue)),
    actor: by,
  });
}
