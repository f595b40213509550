/** Answers in Netlify's shape, cut to what its specification and recorded deploys show and the adapter may look at. */

export const SITE_ID = '3970e0fe-8564-4903-9a55-c5f8de49fb8b';
export const DEPLOY_ID = '5b78192ac9659217dbf7c9aa';

export const BUILD_SETTINGS = {
  provider: 'github',
  repo_path: 'acme/web-app',
  repo_url: 'https://github.com/acme/web-app',
  repo_branch: 'main',
  cmd: 'npm run build',
  dir: 'dist',
  stop_builds: false,
};

export function site(overrides: Record<string, unknown> = {}) {
  return {
    id: SITE_ID,
    name: 'web-app',
    account_name: 'Acme',
    account_slug: 'acme',
    admin_url: 'https://app.netlify.com/sites/web-app',
    published_deploy: { id: '5b781900c9659217dbf7c900', context: 'production' },
    build_settings: BUILD_SETTINGS,
    ...overrides,
  };
}

export function deploy(overrides: Record<string, unknown> = {}) {
  return {
    id: DEPLOY_ID,
    site_id: SITE_ID,
    build_id: '5b78192ac9659217dbf7c9ab',
    state: 'building',
    name: 'web-app',
    admin_url: 'https://app.netlify.com/sites/web-app',
    deploy_url: `http://${DEPLOY_ID}--web-app.netlify.app`,
    deploy_ssl_url: `https://${DEPLOY_ID}--web-app.netlify.app`,
    created_at: '2026-11-03T10:12:00.000Z',
    error_message: null,
    commit_ref: 'a1b2c3d4',
    committer: 'ada',
    branch: 'feature/login',
    title: 'feat: log in',
    context: 'branch-deploy',
    skipped: null,
    summary: { status: 'building', messages: [] },
    ...overrides,
  };
}

export const BUILD = {
  id: '5b78192ac9659217dbf7c9ab',
  deploy_id: DEPLOY_ID,
  sha: null,
  done: false,
  error: null,
  created_at: '2026-11-03T10:12:00.000Z',
};

export const SITE = `GET /sites/${SITE_ID}`;
export const LIST = `GET /sites/${SITE_ID}/deploys`;
export const CREATE = `POST /sites/${SITE_ID}/builds`;
export const GET = `GET /sites/${SITE_ID}/deploys/${DEPLOY_ID}`;
export const CANCEL = `POST /deploys/${DEPLOY_ID}/cancel`;
export const DELETE = `DELETE /deploys/${DEPLOY_ID}`;
export const LOG = `GET /deploys/${DEPLOY_ID}/log`;
