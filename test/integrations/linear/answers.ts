import type { Reply } from './vendor.ts';

/** Answers in Linear's shape. */

export const TEAM = { id: '9e383f51-2629-4f19-97ff-451cc2f0a0ad', key: 'ENG', name: 'Engineering' };
export const OPS = { id: '11383f51-2629-4f19-97ff-451cc2f0a0ad', key: 'OPS', name: 'Operations' };
export const MARKER = '0b2f7c1e-6f6e-4c0e-9a39-5d3b7f0e6a11';

const state = (name: string, type: string, position: number) => ({
  id: `state-${name.toLowerCase().replaceAll(' ', '-')}`,
  name,
  type,
  position,
});

export const STATES = {
  triage: state('Triage', 'triage', -1),
  backlog: state('Backlog', 'backlog', 0),
  todo: state('Todo', 'unstarted', 1),
  progress: state('In Progress', 'started', 2),
  review: state('In Review', 'started', 1002),
  done: state('Done', 'completed', 3),
  canceled: state('Canceled', 'canceled', 4),
  duplicate: state('Duplicate', 'duplicate', 5),
  blocked: state('Blocked', 'started', 1500),
};

const { blocked: _none, ...usual } = STATES;
/** What a new team has, and what its people added. */
export const USUAL: readonly (typeof STATES)['todo'][] = Object.values(usual);

export const label = (name: string) => ({ id: `label-${name.toLowerCase()}`, name });

export const labels = (...names: string[]) => ({
  nodes: names.map(label),
  pageInfo: { hasNextPage: false },
});

export const ADA = { id: 'user-ada', name: 'Ada', email: 'ada@acme.example' };

export function issue(overrides: Record<string, unknown> = {}) {
  return {
    id: 'issue-12',
    identifier: 'ENG-12',
    url: 'https://linear.app/acme/issue/ENG-12/build-the-login-form',
    title: 'Build the login form',
    description: 'With a *password*.',
    priority: 0,
    updatedAt: '2026-11-24T09:00:00.123Z',
    archivedAt: null,
    trashed: null,
    state: STATES.todo,
    team: { id: TEAM.id, key: TEAM.key },
    assignee: null,
    labels: labels(),
    ...overrides,
  };
}

export const page = (nodes: unknown[], next?: string) => ({
  nodes,
  pageInfo: { hasNextPage: next !== undefined, endCursor: next ?? null },
});

export const data = (body: unknown): Reply => ({ data: body });

/** A refusal as Linear answers it. */
export function refusal(
  status: number,
  message: string,
  extensions: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Reply {
  return { answer: { status, headers, body: { errors: [{ message, extensions }] } } };
}

export const notFound = (entity: string): Reply =>
  refusal(200, `Entity not found: ${entity}`, {
    type: 'invalid input',
    code: 'INPUT_ERROR',
    userError: true,
    userPresentableMessage: `Could not find referenced ${entity}.`,
  });

/** What there is to answer where a test does not say otherwise. */
export const WORLD: Record<string, Reply> = {
  Workspace: data({
    viewer: { name: 'Ada', email: 'ada@acme.example' },
    organization: { name: 'Acme' },
    projects: { nodes: [{ name: 'Web app' }, { name: 'Billing' }], pageInfo: { hasNextPage: false } },
  }),
  Teams: data({ teams: page([OPS, TEAM]) }),
  TeamStates: data({ team: { states: { nodes: USUAL } } }),
  IssueById: data({ issue: issue() }),
  Labels: data({ issueLabels: { nodes: [] } }),
  Webhooks: data({ webhooks: page([]) }),
  CreateWebhook: data({ webhookCreate: { success: true, webhook: { id: 'hook-1' } } }),
  DeleteWebhook: data({ webhookDelete: { success: true } }),
};
