import { DEFAULT_PRIORITY, OPS, PEOPLE, type Person, type Project, TASK, WEB } from './account.ts';
import { documentOf } from './adf/document.ts';
import { STATUSES } from './workflow.ts';
import type { Issue, World } from './world.ts';

const DAY = 24 * 3_600_000;
const FIRST_ID = 10_001;

interface IssueSeed {
  project: Project;
  summary: string;
  status: string;
  priority?: string;
  assignee?: Person | undefined;
  labels?: string[];
  description?: string;
}

const [ada, dee, mel] = PEOPLE;

const ISSUES: IssueSeed[] = [
  { project: WEB, summary: 'Set up the project', status: 'Done', assignee: ada },
  {
    project: WEB,
    summary: 'Build the login form',
    status: 'In Progress',
    priority: '2',
    assignee: dee,
    labels: ['feature'],
  },
  {
    project: WEB,
    summary: 'Search by title',
    status: 'To Do',
    assignee: mel,
    labels: ['feature', 'frontend'],
  },
  { project: WEB, summary: 'Single sign-on', status: 'In Progress', priority: '1', labels: ['blocked'] },
  { project: WEB, summary: 'The footer has a typo', status: 'To Do', priority: '4', labels: ['bug'] },
  {
    project: WEB,
    summary: 'Reset a forgotten password',
    status: 'In Review',
    assignee: dee,
    description: 'By e-mail.',
  },
  { project: WEB, summary: 'Support Internet Explorer', status: 'Blocked', priority: '5' },
  { project: OPS, summary: 'Renew the certificate', status: 'In Progress', priority: '2', assignee: mel },
  { project: OPS, summary: 'Write the runbook', status: 'To Do' },
];

/** The world a newcomer finds: two projects with their workflows, and a handful of issues. */
export function seedWorld(now: number): World {
  const lastNumbers: Record<string, number> = { [WEB.key]: 0, [OPS.key]: 0 };
  const issues = ISSUES.map((seed, index) => {
    const number = (lastNumbers[seed.project.key] ?? 0) + 1;
    lastNumbers[seed.project.key] = number;
    return issueOf(seed, {
      id: String(FIRST_ID + index),
      number,
      createdAt: now - (ISSUES.length - index) * DAY,
    });
  });
  return {
    version: 1,
    lastId: FIRST_ID + ISSUES.length,
    lastNumbers,
    tokenRevoked: false,
    isAdmin: true,
    indexedUntil: null,
    webhooksDropped: false,
    webhooksDoubled: false,
    issues,
    comments: [],
    webhooks: [],
    deliveries: [],
  };
}

function issueOf(
  {
    project,
    summary,
    status,
    priority = DEFAULT_PRIORITY,
    assignee,
    labels = [],
    description = '',
  }: IssueSeed,
  { id, number, createdAt }: Pick<Issue, 'id' | 'number' | 'createdAt'>,
): Issue {
  const stands = STATUSES.find(({ name }) => name === status);
  if (!stands) throw new Error(`no status ${status}`);
  return {
    id,
    projectKey: project.key,
    number,
    formerKeys: [],
    typeId: TASK.id,
    summary,
    description: documentOf(description),
    statusId: stands.id,
    priorityId: priority,
    assigneeId: assignee?.accountId ?? null,
    reporterId: ada?.accountId ?? '',
    labels,
    flagged: false,
    rootCause: null,
    resolvedAt: stands.category === 'done' ? createdAt : null,
    properties: {},
    createdAt,
    updatedAt: createdAt,
  };
}
