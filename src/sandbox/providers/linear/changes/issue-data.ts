import { PROJECTS, personOf, teamOf } from '../account.ts';
import type { Engine } from '../engine.ts';
import { identifierOf, issueFields, stateOfIssue } from '../graph/issue.ts';
import { isoTime } from '../graph/time.ts';
import type { Comment, Issue } from '../world.ts';

/** An issue as its webhooks tell it, with what belongs to it in short. */
export function issueData(engine: Engine, issue: Issue): Record<string, unknown> {
  const { world } = engine;
  const { assigneeId, creatorId, projectId, stateId, teamId, labelIds } = issue;
  const { id, name, type, color } = stateOfIssue(world, issue);
  const project = PROJECTS.find((candidate) => candidate.id === projectId);
  const assignee = assigneeId === null ? undefined : personOf(assigneeId);
  return withoutNulls({
    ...issueFields(engine, issue),
    teamId,
    stateId,
    creatorId,
    assigneeId,
    projectId,
    previousIdentifiers: [],
    subscriberIds: [creatorId],
    state: { id, color, name, type },
    team: teamOf(teamId),
    ...(assignee ? { assignee: { id: assignee.id, name: assignee.name, email: assignee.email } } : {}),
    ...(project ? { project: { id: project.id, name: project.name } } : {}),
    labels: world.labels
      .filter((label) => labelIds.includes(label.id))
      .map((label) => ({ id: label.id, color: label.color, name: label.name })),
  });
}

/** A comment as its webhooks tell it. One on a project has no issue. */
export function commentData(comment: Comment, issue: Issue | undefined): Record<string, unknown> {
  const { id, body, userId, issueId, projectId, createdAt } = comment;
  const { name, email } = personOf(userId);
  return withoutNulls({
    id,
    body,
    userId,
    issueId,
    projectId,
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(createdAt),
    reactionData: [],
    user: { id: userId, name, email },
    issue: issue
      ? { id: issue.id, title: issue.title, identifier: identifierOf(issue), teamId: issue.teamId }
      : null,
  });
}

/** Linear leaves out of a webhook what is not set. */
function withoutNulls(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
