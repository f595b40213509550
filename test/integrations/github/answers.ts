/** Answers in GitHub's shape, cut to what its documentation shows and the adapter may look at. */

export const REPO = '/repos/acme/web-app';

export function issue(overrides: Record<string, unknown> = {}) {
  const number = (overrides.number as number | undefined) ?? 12;
  return {
    id: 3_100_000_000 + number,
    node_id: 'I_kwDO',
    number,
    html_url: `https://github.com/acme/web-app/issues/${number}`,
    title: 'Build the login form',
    body: 'With a *password*.',
    state: 'open',
    state_reason: null,
    labels: [],
    assignee: null,
    assignees: [],
    user: { login: 'ada', id: 1 },
    created_at: '2026-11-20T08:00:00Z',
    updated_at: '2026-11-24T09:00:00Z',
    ...overrides,
  };
}

/** A pull request as lists of issues have it. */
export function pullRequestAsIssue(overrides: Record<string, unknown> = {}) {
  return issue({ number: 90, title: 'Add the login form', pull_request: { url: 'u' }, ...overrides });
}

/** Labels as GitHub answers them. */
export const labels = (...names: string[]) =>
  names.map((name, index) => ({ id: index, name, color: 'ededed' }));

/** The id under which the adapter knows the issue with that number. */
export const idOf = (number: number) => `${number}-${3_100_000_000 + number}`;

export const repository = (overrides: Record<string, unknown> = {}) => ({
  id: 731,
  full_name: 'acme/web-app',
  default_branch: 'main',
  private: true,
  archived: false,
  has_issues: true,
  ...overrides,
});

/** A `Link` header that leads to another page. */
export const nextLink = (query: string) => ({
  link: `<https://api.github.com/repositories/731/issues?${query}>; rel="next", <https://api.github.com/x?page=9>; rel="last"`,
});
