import { toAdf } from '../../../src/integrations/jira/adf/to-adf.ts';
import type { Answer, Received } from '../recording-vendor.ts';

/** Answers in Jira's shape. */

export const MARKER = '0b2f7c1e-6f6e-4c0e-9a39-5d3b7f0e6a11';
export const FLAG = 'customfield_10021';

export const API = '/rest/api/3';
export const ISSUE = `${API}/issue/10012`;
export const SEARCH = `POST ${API}/search/jql`;

const status = (id: string, name: string, category: string) => ({
  id,
  name,
  statusCategory: { id: 2, key: category, name: category },
});

export const STATUSES = {
  todo: status('1', 'To Do', 'new'),
  progress: status('3', 'In Progress', 'indeterminate'),
  review: status('4', 'In Review', 'indeterminate'),
  done: status('5', 'Done', 'done'),
  blocked: status('6', 'Blocked', 'indeterminate'),
};

export const ADA = {
  accountId: '5b10a2844c20165700ede21g',
  displayName: 'Ada',
  emailAddress: 'ada@acme.example',
};

/** An issue with these fields instead of the usual ones. */
export function issue(fields: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  return {
    id: '10012',
    key: 'PROJ-12',
    self: `https://acme.atlassian.net${ISSUE}`,
    fields: {
      summary: 'Build the login form',
      description: toAdf('With a *password*.'),
      status: STATUSES.todo,
      priority: { id: '3', name: 'Medium' },
      assignee: null,
      labels: [],
      created: '2026-11-20T10:00:00.000+0100',
      updated: '2026-11-24T10:00:00.123+0100',
      ...fields,
    },
    ...more,
  };
}

export function transition(
  id: string,
  to: unknown,
  fields: Record<string, { required: boolean; name: string; hasDefaultValue?: boolean }> = {},
) {
  return { id, name: `Transition ${id}`, to, fields, isAvailable: true, hasScreen: false };
}

/** Jira's own way to refuse. */
export function refusal(
  status: number,
  messages: string[],
  errors: Record<string, string> = {},
  headers: Record<string, string> = {},
): Answer {
  return { status, headers, body: { errorMessages: messages, errors } };
}

export const GONE = refusal(404, ['Issue does not exist or you do not have permission to see it.']);

export const page = (issues: unknown[], nextPageToken?: string): Answer => ({
  body: { issues, ...(nextPageToken ? { nextPageToken } : { isLast: true }) },
});

type Answers = Record<string, Answer | Answer[] | ((request: Received) => Answer)>;

/** What there is to answer where a test does not say otherwise. */
export const WORLD: Answers = {
  [`GET ${API}/myself`]: {
    body: {
      accountId: 'bot',
      displayName: 'Acme Bot',
      emailAddress: 'bot@acme.example',
      timeZone: 'Europe/Berlin',
    },
  },
  [`GET ${API}/field`]: {
    body: [
      { id: 'summary', name: 'Summary', custom: false },
      { id: 'customfield_10099', name: 'Flagged', custom: true },
      { id: FLAG, name: 'Markiert', untranslatedName: 'Flagged', custom: true },
    ],
  },
  [`GET ${API}/project/PROJ`]: {
    body: {
      id: '10000',
      key: 'PROJ',
      name: 'Web app',
      issueTypes: [
        { id: '10003', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
        { id: '10001', name: 'Story', subtask: false, hierarchyLevel: 0 },
        { id: '10002', name: 'Task', subtask: false, hierarchyLevel: 0 },
        { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 },
      ],
    },
  },
  [`GET ${API}/project/PROJ/statuses`]: {
    body: [
      { id: '10002', name: 'Task', statuses: Object.values(STATUSES).slice(0, 4) },
      { id: '10001', name: 'Story', statuses: [STATUSES.todo, status('9', 'Parked', 'undefined')] },
    ],
  },
  [`GET ${ISSUE}`]: { body: issue() },
  [`PUT ${ISSUE}`]: { status: 204 },
  [`GET ${ISSUE}/transitions`]: {
    body: {
      transitions: [
        transition('11', STATUSES.todo),
        transition('31', STATUSES.review),
        transition('21', STATUSES.progress),
        transition('41', STATUSES.done),
      ],
    },
  },
  [`POST ${ISSUE}/transitions`]: { status: 204 },
  [`POST ${API}/issue`]: { status: 201, body: { id: '10012', key: 'PROJ-12', self: 'x' } },
  [SEARCH]: page([]),
};
