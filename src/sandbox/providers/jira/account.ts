/** Who owns this pretend Jira: one site, its people, two projects, one API token. None of it ever changes. */

/** In the form of the vendor's API tokens. */
export const TOKEN = 'ATATT3xFfGF0sandboxtoken';

/** What people type as the base URL. The site itself is served by the sandbox. */
export const SITE = 'https://acme.atlassian.net';

/** The zone in which Jira tells the API token's account all times, and reads those of its queries. */
export const TIME_ZONE = 'Europe/Berlin';

export interface Person {
  accountId: string;
  /** What the panel calls them. */
  login: string;
  name: string;
  email: string;
}

/** The service account whose API token BuildRunner is given. */
export const BOT: Person = {
  accountId: '712020:3b0f5a1c-7d2e-4c86-9a41-58e6f0b1c204',
  login: 'acme-bot',
  name: 'Acme Bot',
  email: 'bot@acme.example',
};

export const PEOPLE: readonly Person[] = [
  {
    accountId: '712020:3b0f5a1c-7d2e-4c86-9a41-58e6f0b1c201',
    login: 'ada',
    name: 'Ada',
    email: 'ada@acme.example',
  },
  {
    accountId: '712020:3b0f5a1c-7d2e-4c86-9a41-58e6f0b1c202',
    login: 'dee',
    name: 'Dee',
    email: 'dee@acme.example',
  },
  {
    accountId: '712020:3b0f5a1c-7d2e-4c86-9a41-58e6f0b1c203',
    login: 'mel',
    name: 'Mel',
    email: 'mel@acme.example',
  },
];

export const ACCOUNTS: readonly Person[] = [...PEOPLE, BOT];

export interface Project {
  id: string;
  /** What its issues' keys begin with. */
  key: string;
  name: string;
}

export const WEB: Project = { id: '10000', key: 'WEB', name: 'Web app' };
export const OPS: Project = { id: '10001', key: 'OPS', name: 'Operations' };

export const PROJECTS: readonly Project[] = [WEB, OPS];

/** An issue type, in the vendor's newer words a work type; sub-tasks have level -1, epics 1. */
export interface IssueType {
  id: string;
  name: string;
  description: string;
  hierarchyLevel: number;
}

export const TASK: IssueType = {
  id: '10002',
  name: 'Task',
  description: 'A small, distinct piece of work.',
  hierarchyLevel: 0,
};

export const ISSUE_TYPES: readonly IssueType[] = [
  { id: '10000', name: 'Epic', description: 'Much work that belongs together.', hierarchyLevel: 1 },
  { id: '10001', name: 'Story', description: 'What a user wants to do.', hierarchyLevel: 0 },
  TASK,
  { id: '10003', name: 'Sub-task', description: 'A part of another issue.', hierarchyLevel: -1 },
];

/** The site's priorities, highest first. */
export const PRIORITIES = [
  { id: '1', name: 'Highest' },
  { id: '2', name: 'High' },
  { id: '3', name: 'Medium' },
  { id: '4', name: 'Low' },
  { id: '5', name: 'Lowest' },
] as const;

/** What an issue gets whose maker does not say. */
export const DEFAULT_PRIORITY = '3';

/** The person of an account id that this world itself wrote down. */
export function personOf(accountId: string): Person {
  const person = ACCOUNTS.find((candidate) => candidate.accountId === accountId);
  if (!person) throw new Error(`no account ${accountId} in this world`);
  return person;
}

/** The project of a key that this world itself wrote down. */
export function projectOf(key: string): Project {
  const project = PROJECTS.find((candidate) => candidate.key === key);
  if (!project) throw new Error(`no project ${key} in this world`);
  return project;
}

/** By id, or by key in any case. */
export function findProject(idOrKey: string): Project | undefined {
  return PROJECTS.find(({ id, key }) => id === idOrKey || key === idOrKey.toUpperCase());
}
