/** Who owns this pretend Render: one workspace, one person, one API key, one repository. None of it ever changes. */

export const TOKEN = 'rnd_sandbox_token';

export const OWNER = {
  id: 'tea-d4sandboxacme0000001',
  name: 'Acme',
  email: 'ada@acme.example',
  type: 'team',
} as const;

export const REPOSITORY = { url: 'https://github.com/acme/web-app', defaultBranch: 'main' } as const;

/** Production: the service whose pull requests are previewed. */
export const WEB_APP_ID = 'srv-d4sandboxwebapp00001';

/** The service kept for previews. */
export const WEB_APP_PREVIEW_ID = 'srv-d4sandboxpreview0001';
