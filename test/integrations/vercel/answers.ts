/** Answers in Vercel's shape, cut to what its documentation shows and the adapter may look at. */

export const LINK = {
  type: 'github',
  org: 'acme',
  repo: 'web-app',
  repoId: 123456,
  productionBranch: 'main',
  deployHooks: [],
};

export function project(overrides: Record<string, unknown> = {}) {
  return {
    id: 'prj_web',
    name: 'web-app',
    accountId: 'team_acme',
    framework: null,
    link: LINK,
    ...overrides,
  };
}

export function deployment(overrides: Record<string, unknown> = {}) {
  return {
    id: 'dpl_1',
    name: 'web-app',
    url: 'web-app-git-feature-login-acme.vercel.app',
    inspectorUrl: 'https://vercel.com/acme/web-app/1',
    readyState: 'BUILDING',
    target: null,
    createdAt: Date.UTC(2026, 10, 3, 10, 12),
    meta: {
      githubCommitRef: 'feature/login',
      githubCommitSha: 'a1b2c3d4',
      githubCommitMessage: 'feat: log in',
      githubCommitAuthorName: 'Ada',
      buildrunnerPreview: 'pv-1',
    },
    ...overrides,
  };
}

/** The same as an entry of a list: other names for id, state and time. */
export function listed(overrides: Record<string, unknown> = {}) {
  const { id, readyState, createdAt, ...rest } = deployment(overrides);
  return { uid: id, state: readyState, readyState, created: createdAt, ...rest };
}

export const PROJECT = 'GET /v9/projects/web-app';
export const LIST = 'GET /v6/deployments';
export const CREATE = 'POST /v13/deployments';
export const GET = 'GET /v13/deployments/dpl_1';
export const CANCEL = 'PATCH /v12/deployments/dpl_1/cancel';
export const DELETE = 'DELETE /v13/deployments/dpl_1';
export const EVENTS = 'GET /v3/deployments/dpl_1/events';
