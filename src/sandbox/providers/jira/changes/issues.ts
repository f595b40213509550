import { DEFAULT_PRIORITY, type Person, type Project } from '../account.ts';
import { announce } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import { FIRST_STATUS, statusOf } from '../workflow.ts';
import { type Issue, keyOf } from '../world.ts';
import { changesBetween } from './changelog.ts';
import { commentTold, issueInShort, issueTold } from './told.ts';

/** What of an issue people can change; the status goes by a transition. */
export type IssueEdit = Partial<
  Pick<
    Issue,
    | 'summary'
    | 'description'
    | 'priorityId'
    | 'assigneeId'
    | 'labels'
    | 'flagged'
    | 'rootCause'
    | 'statusId'
    | 'properties'
  >
>;

/** Makes an issue where the workflow begins, and tells of it. */
export function createIssue(
  engine: Engine,
  by: Person,
  project: Project,
  given: Omit<IssueEdit, 'statusId'> & Pick<Issue, 'summary' | 'typeId'>,
): Issue {
  const at = engine.now();
  const issue: Issue = {
    description: null,
    priorityId: DEFAULT_PRIORITY,
    assigneeId: null,
    labels: [],
    flagged: false,
    rootCause: null,
    properties: {},
    ...given,
    id: engine.nextId(),
    projectKey: project.key,
    number: nextNumber(engine, project),
    formerKeys: [],
    statusId: FIRST_STATUS,
    reporterId: by.accountId,
    resolvedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  engine.world.issues.push(issue);
  announce(engine, {
    event: 'jira:issue_created',
    issue,
    payload: { issue_event_type_name: 'issue_created', ...issueTold(engine, issue, by) },
  });
  return issue;
}

/** Changes an issue and tells what was replaced; nothing where all is so already. */
export function editIssue(engine: Engine, issue: Issue, by: Person, edit: IssueEdit): void {
  change(engine, issue, by, () => Object.assign(issue, edit));
}

/** Moves an issue to another project: its id stays, its key does not. The workflow there may not know its status. */
export function moveToProject(engine: Engine, issue: Issue, by: Person, project: Project): void {
  change(engine, issue, by, () => {
    issue.formerKeys.push(keyOf(issue));
    issue.number = nextNumber(engine, project);
    issue.projectKey = project.key;
    issue.statusId = FIRST_STATUS;
  });
}

/** For good: Jira keeps no bin. */
export function deleteIssue(engine: Engine, issue: Issue, by: Person): void {
  const { world } = engine;
  world.issues = world.issues.filter((other) => other !== issue);
  world.comments = world.comments.filter(({ issueId }) => issueId !== issue.id);
  announce(engine, {
    event: 'jira:issue_deleted',
    issue,
    payload: { issue_event_type_name: 'issue_deleted', ...issueTold(engine, issue, by) },
  });
}

/** Adds a comment, which counts as a change of the issue but is told as an event of its own. */
export function addComment(engine: Engine, issue: Issue, by: Person, body: string): void {
  const { world, now } = engine;
  const comment = {
    id: engine.nextId(),
    issueId: issue.id,
    authorId: by.accountId,
    body,
    createdAt: now(),
  };
  world.comments.push(comment);
  issue.updatedAt = now();
  announce(engine, {
    event: 'comment_created',
    issue,
    payload: { comment: commentTold(engine, comment), issue: issueInShort(engine, issue) },
  });
}

function change(engine: Engine, issue: Issue, by: Person, act: () => void): void {
  const before = { ...issue };
  act();
  if (before.statusId !== issue.statusId) {
    const isDone = statusOf(issue.statusId).category === 'done';
    issue.resolvedAt = isDone ? (before.resolvedAt ?? engine.now()) : null;
  }
  const items = changesBetween(before, issue);
  if (items.length === 0) return;
  issue.updatedAt = engine.now();
  announce(engine, {
    event: 'jira:issue_updated',
    issue,
    payload: {
      issue_event_type_name: eventType(items.map(({ fieldId }) => fieldId)),
      ...issueTold(engine, issue, by),
      changelog: { id: engine.nextId(), items },
    },
  });
}

/** What Jira calls a change, by what it is of. */
function eventType(fields: readonly (string | null | undefined)[]): string {
  if (fields.includes('issuekey')) return 'issue_moved';
  if (fields.includes('status')) return 'issue_generic';
  return fields.includes('assignee') ? 'issue_assigned' : 'issue_updated';
}

function nextNumber({ world }: Engine, { key }: Project): number {
  const number = (world.lastNumbers[key] ?? 0) + 1;
  world.lastNumbers[key] = number;
  return number;
}
