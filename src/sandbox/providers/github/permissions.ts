/** What a fine-grained token may be allowed to do in a repository, in GitHub's words; `metadata` always is. */
export const PERMISSIONS = [
  'issues',
  'contents',
  'pull_requests',
  'statuses',
  'deployments',
  'repository_hooks',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export type Access = 'read' | 'write';
