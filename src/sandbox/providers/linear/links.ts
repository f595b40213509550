/** Addresses of the pages that a person can open; what they lead to is served by this router itself. */
export interface Links {
  /** Of an issue by its identifier: `ENG-3`. */
  issue(identifier: string): string;
  comment(identifier: string, commentId: string): string;
  team(key: string): string;
  project(id: string): string;
  profile(login: string): string;
}

/** `baseUrl` is asked each time: the port is not known before the server listens. */
export function linksUnder(baseUrl: () => string): Links {
  const page = (path: string) => `${baseUrl().replace(/\/+$/, '')}/acme${path}`;
  return {
    issue: (identifier) => page(`/issue/${identifier}`),
    comment: (identifier, commentId) => page(`/issue/${identifier}#comment-${commentId.slice(0, 8)}`),
    team: (key) => page(`/team/${key}`),
    project: (id) => page(`/project/${id}`),
    profile: (login) => page(`/profiles/${login}`),
  };
}
