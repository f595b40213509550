/** Who owns this pretend Netlify: one account, one person, one token, one site. None of it ever changes. */

export const TOKEN = 'netlify_sandbox_token';

export const ACCOUNT = { id: '65a4f1c0d2b7e90008c4a1f2', slug: 'acme', name: 'Acme' } as const;

export const USER = { id: '65a4f1c0d2b7e90008c4a1f0', name: 'Ada', email: 'ada@acme.example' } as const;

/** When account and site were made, in epoch milliseconds. */
export const FOUNDED_AT = Date.UTC(2025, 0, 15, 9, 0);

export const SITE = {
  id: '3970e0fe-8564-4903-9a55-c5f8de49fb8b',
  name: 'web-app',
  domain: 'web-app.netlify.app',
  repository: 'acme/web-app',
  productionBranch: 'main',
  buildCommand: 'npm run build',
  publishDirectory: 'dist',
} as const;
