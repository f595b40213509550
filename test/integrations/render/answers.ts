/** Answers in Render's shape, cut to what its documentation shows and the adapter may look at. */

export const SERVICE_ID = 'srv-cukouhrtq21c73e9scng';
export const CHILD_ID = 'srv-cukouhrtq21c73epr012';
export const OWNER_ID = 'tea-cspvinogph6c73ft00h0';
export const DEPLOY_ID = 'dep-cu2k4j3qf0us73fbv820';
export const SHA = 'a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4';

/** Of the deploy called `dep-…820` on the preview service. */
export const EXTERNAL_ID: string = `${SERVICE_ID}/${DEPLOY_ID}`;

export const NOW: Date = new Date('2026-11-24T10:30:00Z');

type Fields = Record<string, unknown>;

/** A service kept for previews that follows `feature/login`. */
export function service(overrides: Fields = {}, details: Fields = {}) {
  return {
    id: SERVICE_ID,
    name: 'web-app-preview',
    ownerId: OWNER_ID,
    type: 'web_service',
    repo: 'https://github.com/acme/web-app',
    branch: 'feature/login',
    autoDeploy: 'no',
    suspended: 'not_suspended',
    suspenders: [],
    dashboardUrl: `https://dashboard.render.com/web/${SERVICE_ID}`,
    createdAt: '2026-01-02T03:04:05.678901Z',
    updatedAt: '2026-11-24T10:00:00.5Z',
    serviceDetails: {
      url: 'https://web-app-preview.onrender.com',
      previews: { generation: 'off' },
      pullRequestPreviewsEnabled: 'no',
      ...details,
    },
    ...overrides,
  };
}

/** A production service whose pull requests are previewed. */
export function base(overrides: Fields = {}, details: Fields = {}) {
  return service(
    { name: 'web-app', branch: 'main', ...overrides },
    { url: 'https://web-app.onrender.com', previews: { generation: 'automatic' }, ...details },
  );
}

/** What Render made of a pull request. */
export function child(overrides: Fields = {}) {
  const details = {
    url: 'https://web-app-pr-12.onrender.com',
    parentServer: { id: SERVICE_ID, name: 'web-app' },
  };
  const own = {
    id: CHILD_ID,
    name: 'web-app PR #12',
    dashboardUrl: `https://dashboard.render.com/web/${CHILD_ID}`,
  };
  return service({ ...own, ...overrides }, details);
}

export function deploy(overrides: Fields = {}) {
  return {
    id: DEPLOY_ID,
    commit: { id: SHA, message: 'feat: log in', createdAt: '2026-11-24T10:00:00Z' },
    status: 'build_in_progress',
    trigger: 'api',
    createdAt: '2026-11-24T10:12:00.123456Z',
    startedAt: '2026-11-24T10:12:05Z',
    updatedAt: '2026-11-24T10:12:05Z',
    ...overrides,
  };
}

export const listed = (name: string, ...things: unknown[]): unknown[] =>
  things.map((thing, index) => ({ [name]: thing, cursor: `cursor-${index}` }));

export const deploys = (...items: unknown[]): unknown[] => listed('deploy', ...items);
export const services = (...items: unknown[]): unknown[] => listed('service', ...items);

export const GET_SERVICE: string = `GET /services/${SERVICE_ID}`;
export const SET_BRANCH: string = `PATCH /services/${SERVICE_ID}`;
export const RESUME: string = `POST /services/${SERVICE_ID}/resume`;
export const SUSPEND: string = `POST /services/${SERVICE_ID}/suspend`;
export const LIST: string = `GET /services/${SERVICE_ID}/deploys`;
export const CREATE: string = `POST /services/${SERVICE_ID}/deploys`;
export const GET: string = `GET /services/${SERVICE_ID}/deploys/${DEPLOY_ID}`;
export const CANCEL: string = `POST /services/${SERVICE_ID}/deploys/${DEPLOY_ID}/cancel`;
export const SERVICES = 'GET /services';
export const LIST_CHILD: string = `GET /services/${CHILD_ID}/deploys`;
export const DELETE_CHILD: string = `DELETE /services/${CHILD_ID}`;
export const LOGS = 'GET /logs';
export const OWNER: string = `GET /owners/${OWNER_ID}`;
