import { accountOf, DOCS_REPOSITORY } from '../account.ts';
import { accountAnswer } from '../answers/account.ts';
import { commentAnswer, issueAnswer, labelAnswer, pullRequestAsIssue } from '../answers/issue.ts';
import { announce } from '../deliveries.ts';
import type { Engine } from '../engine.ts';
import type { Comment, Issue } from '../world.ts';

/** What can be changed about an issue; labels and assignees are given as a whole. */
export interface IssueEdit {
  title?: string | undefined;
  body?: string | null | undefined;
  state?: Issue['state'] | undefined;
  stateReason?: Issue['stateReason'] | undefined;
  labels?: readonly string[] | undefined;
  assignees?: readonly string[] | undefined;
}

/** Opens an issue and tells the webhooks what GitHub tells: that it was opened, labeled and assigned. */
export function openIssue(
  engine: Engine,
  author: string,
  given: { title: string; body: string | null; labels: readonly string[]; assignees: readonly string[] },
): Issue {
  const { world } = engine;
  const at = engine.now();
  const issue: Issue = {
    id: engine.nextId(),
    number: engine.nextNumber(),
    title: given.title,
    body: given.body,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    author,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
  };
  world.issues.push(issue);
  tell(engine, issue, 'opened', author);
  editIssue(engine, issue, author, { labels: given.labels, assignees: given.assignees });
  return issue;
}

/** Changes an issue and tells each change as GitHub does, one delivery a label and person. */
export function editIssue(engine: Engine, issue: Issue, by: string, edit: IssueEdit): void {
  const before = JSON.stringify(issue);
  editText(engine, issue, by, edit);
  if (edit.labels) editLabels(engine, issue, by, edit.labels);
  if (edit.assignees) editAssignees(engine, issue, by, edit.assignees);
  if (edit.state && edit.state !== issue.state) {
    issue.state = edit.state;
    issue.closedAt = edit.state === 'closed' ? engine.now() : null;
    issue.stateReason = edit.state === 'open' ? 'reopened' : (edit.stateReason ?? 'completed');
    touch(engine, issue);
    tell(engine, issue, edit.state === 'closed' ? 'closed' : 'reopened', by);
  }
  if (JSON.stringify(issue) !== before) touch(engine, issue);
}

/** After this GitHub answers 410 for it. */
export function deleteIssue(engine: Engine, issue: Issue, by: string): void {
  take(engine, issue, null);
  tell(engine, issue, 'deleted', by);
}

/** After this GitHub answers 301 for it, with its place in the other repository. */
export function transferIssue(engine: Engine, issue: Issue, by: string): void {
  const movedTo = engine.links.api(`/repositories/${DOCS_REPOSITORY.id}/issues/${issue.number}`);
  take(engine, issue, movedTo);
  tell(engine, issue, 'transferred', by);
}

/** Comments on an issue or a pull request. */
export function addComment(engine: Engine, number: number, author: string, body: string): Comment {
  const at = engine.now();
  const comment = { id: engine.nextId(), number, author, body, createdAt: at, updatedAt: at };
  engine.world.comments.push(comment);
  tellOfComment(engine, comment, 'created', author);
  return comment;
}

export function editComment(engine: Engine, comment: Comment, by: string, body: string): void {
  comment.body = body;
  comment.updatedAt = engine.now();
  tellOfComment(engine, comment, 'edited', by);
}

function editText(engine: Engine, issue: Issue, by: string, { title, body }: IssueEdit): void {
  const changes: Record<string, { from: string | null }> = {};
  if (title !== undefined && title !== issue.title) {
    changes.title = { from: issue.title };
    issue.title = title;
  }
  if (body !== undefined && body !== issue.body) {
    changes.body = { from: issue.body };
    issue.body = body;
  }
  if (Object.keys(changes).length === 0) return;
  touch(engine, issue);
  tell(engine, issue, 'edited', by, { changes });
}

function editLabels(engine: Engine, issue: Issue, by: string, wanted: readonly string[]): void {
  const { world, links } = engine;
  const names = wanted.map((name) => knownLabel(engine, name));
  const change = (action: string, name: string) => {
    touch(engine, issue);
    tell(engine, issue, action, by, { label: labelAnswer(links, world, name) });
  };
  const removed = issue.labels.filter((name) => !names.includes(name));
  const added = names.filter((name) => !issue.labels.includes(name));
  issue.labels = [...new Set(names)];
  for (const name of removed) change('unlabeled', name);
  for (const name of new Set(added)) change('labeled', name);
}

function editAssignees(engine: Engine, issue: Issue, by: string, wanted: readonly string[]): void {
  const change = (action: string, login: string) => {
    touch(engine, issue);
    tell(engine, issue, action, by, { assignee: accountAnswer(engine.links, accountOf(login)) });
  };
  const removed = issue.assignees.filter((login) => !wanted.includes(login));
  const added = wanted.filter((login) => !issue.assignees.includes(login));
  issue.assignees = [...new Set(wanted)];
  for (const login of removed) change('unassigned', login);
  for (const login of new Set(added)) change('assigned', login);
}

/** GitHub makes a label that is new, and takes one that differs in case alone for the one there is. */
function knownLabel({ world }: Engine, name: string): string {
  const known = world.labels.find((label) => label.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  world.labels.push(name);
  return name;
}

function take({ world }: Engine, issue: Issue, movedTo: string | null): void {
  world.issues = world.issues.filter((other) => other !== issue);
  world.goneIssues.push({ number: issue.number, movedTo });
}

function touch(engine: Engine, issue: Issue): void {
  issue.updatedAt = engine.now();
}

function tell(
  engine: Engine,
  issue: Issue,
  action: string,
  sender: string,
  more: Record<string, unknown> = {},
): void {
  const payload = { issue: issueAnswer(engine.links, engine.world, issue), ...more };
  announce(engine, { event: 'issues', action, payload, sender });
}

function tellOfComment(engine: Engine, comment: Comment, action: string, sender: string): void {
  const { world, links } = engine;
  const issue = world.issues.find(({ number }) => number === comment.number);
  const pull = world.pullRequests.find(({ number }) => number === comment.number);
  const thread = issue ?? pull;
  if (!thread) return;
  thread.updatedAt = engine.now();
  const subject = issue ? issueAnswer(links, world, issue) : pull && pullRequestAsIssue(links, world, pull);
  const payload = { issue: subject, comment: commentAnswer(links, comment) };
  announce(engine, { event: 'issue_comment', action, payload, sender });
}
