import { ISSUE_TYPES, PRIORITIES, personOf, projectOf, TASK } from '../account.ts';
import type { AdfNode } from '../adf/document.ts';
import type { Links } from '../links.ts';
import { jiraTime } from '../time.ts';
import { FLAGGED, ROOT_CAUSE, statusOf } from '../workflow.ts';
import { type Issue, keyOf } from '../world.ts';
import { personAnswer } from './person.ts';
import { issueTypeAnswer, projectInShort, statusAnswer } from './project.ts';

/** Of which fields and properties an answer tells. */
export interface Wanted {
  /** Ids, `*all` or `*navigable`. */
  fields: readonly string[];
  properties: readonly string[];
}

/** An issue as the API tells it. Asked for no fields, it tells nothing but its id. */
export function issueAnswer(links: Links, issue: Issue, { fields, properties }: Wanted) {
  if (fields.length === 0 && properties.length === 0) return { id: issue.id };
  const all = fieldsOf(links, issue, issue.description);
  const everything = fields.some((name) => name === '*all' || name === '*navigable');
  const told = Object.entries(all).filter(([id]) => everything || fields.includes(id));
  const known = Object.entries(issue.properties).filter(([key]) => properties.includes(key));
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: issue.id,
    self: links.api(`/issue/${issue.id}`),
    key: keyOf(issue),
    fields: Object.fromEntries(told),
    ...(properties.length > 0 ? { properties: Object.fromEntries(known) } : {}),
  };
}

/** All fields of an issue; `description` is a document to the API of today, and text to webhooks. */
export function fieldsOf(
  links: Links,
  issue: Issue,
  description: AdfNode | string | null,
): Record<string, unknown> {
  const { assigneeId, reporterId, resolvedAt } = issue;
  const reporter = personAnswer(links, personOf(reporterId));
  return {
    issuetype: issueTypeAnswer(links, ISSUE_TYPES.find(({ id }) => id === issue.typeId) ?? TASK),
    project: projectInShort(links, projectOf(issue.projectKey)),
    summary: issue.summary,
    description,
    status: statusAnswer(links, statusOf(issue.statusId)),
    priority: priorityAnswer(links, issue.priorityId),
    assignee: assigneeId === null ? null : personAnswer(links, personOf(assigneeId)),
    reporter,
    creator: reporter,
    labels: issue.labels,
    created: jiraTime(issue.createdAt),
    updated: jiraTime(issue.updatedAt),
    resolution: resolvedAt === null ? null : resolutionAnswer(links),
    resolutiondate: resolvedAt === null ? null : jiraTime(resolvedAt),
    [FLAGGED]: issue.flagged ? [flagAnswer(links)] : null,
    [ROOT_CAUSE]: issue.rootCause,
  };
}

function priorityAnswer(links: Links, priorityId: string | null) {
  const priority = PRIORITIES.find(({ id }) => id === priorityId);
  if (!priority) return null;
  const { id, name } = priority;
  return {
    self: links.api(`/priority/${id}`),
    iconUrl: links.picture(`${name.toLowerCase()}.svg`),
    name,
    id,
  };
}

export const RESOLUTION = { id: '10000', name: 'Done' } as const;

function resolutionAnswer(links: Links) {
  return {
    self: links.api(`/resolution/${RESOLUTION.id}`),
    ...RESOLUTION,
    description: 'Work has been completed on this issue.',
  };
}

export const FLAG = { id: '10019', value: 'Impediment' } as const;

function flagAnswer(links: Links) {
  return { self: links.api(`/customFieldOption/${FLAG.id}`), ...FLAG };
}
