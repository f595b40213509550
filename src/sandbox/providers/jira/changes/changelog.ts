import { PRIORITIES, personOf } from '../account.ts';
import { textOf } from '../adf/document.ts';
import { FLAG, RESOLUTION } from '../answers/issue.ts';
import { FLAGGED, ROOT_CAUSE, statusOf } from '../workflow.ts';
import { type Issue, keyOf } from '../world.ts';

/** One field's change as Jira tells it: ids where the field has such, and what people read. */
export type ChangeItem = Record<string, string | null>;

interface Value {
  id: string | null;
  text: string | null;
  /** What tells two values apart that read the same. */
  whole?: string;
}

interface Field {
  name: string;
  id: string;
  custom?: boolean;
  valueIn(issue: Issue): Value;
}

const text = (value: string | null): Value => ({ id: null, text: value });

const FIELDS: readonly Field[] = [
  { name: 'summary', id: 'summary', valueIn: ({ summary }) => text(summary) },
  {
    name: 'description',
    id: 'description',
    valueIn: ({ description }) => ({
      ...text(textOf(description) || null),
      whole: JSON.stringify(description),
    }),
  },
  {
    name: 'status',
    id: 'status',
    valueIn: ({ statusId }) => ({ id: statusId, text: statusOf(statusId).name }),
  },
  {
    name: 'resolution',
    id: 'resolution',
    valueIn: ({ resolvedAt }) =>
      resolvedAt === null ? text(null) : { id: RESOLUTION.id, text: RESOLUTION.name },
  },
  {
    name: 'priority',
    id: 'priority',
    valueIn: ({ priorityId }) => ({
      id: priorityId,
      text: PRIORITIES.find(({ id }) => id === priorityId)?.name ?? null,
    }),
  },
  {
    name: 'assignee',
    id: 'assignee',
    valueIn: ({ assigneeId }) => ({
      id: assigneeId,
      text: assigneeId === null ? null : personOf(assigneeId).name,
    }),
  },
  { name: 'labels', id: 'labels', valueIn: ({ labels }) => text(labels.join(' ')) },
  {
    name: 'Flagged',
    id: FLAGGED,
    custom: true,
    valueIn: ({ flagged }) => (flagged ? { id: `[${FLAG.id}]`, text: FLAG.value } : text(null)),
  },
  { name: 'Root cause', id: ROOT_CAUSE, custom: true, valueIn: ({ rootCause }) => text(rootCause) },
  {
    name: 'project',
    id: 'project',
    valueIn: ({ projectKey }) => ({ id: projectKey, text: projectKey }),
  },
  { name: 'Key', id: 'issuekey', valueIn: (issue) => text(keyOf(issue)) },
];

/** What differs between two states of an issue; none where nothing does that people would see. */
export function changesBetween(before: Issue, after: Issue): ChangeItem[] {
  return FIELDS.flatMap(({ name, id, custom, valueIn }) => {
    const [old, now] = [valueIn(before), valueIn(after)];
    if (old.id === now.id && old.text === now.text && old.whole === now.whole) return [];
    return {
      field: name,
      fieldtype: custom ? 'custom' : 'jira',
      fieldId: id,
      from: old.id,
      fromString: old.text,
      to: now.id,
      toString: now.text,
    };
  });
}
