/** Addresses of what this router itself serves: the API's, and the pages that a person can open. */
export interface Links {
  /** Under version 3 of the API: `/issue/10001`. */
  api(path: string): string;
  /** Under version 2, which webhooks still name. */
  oldApi(path: string): string;
  webhook(id: string): string;
  /** The page of an issue by its key: `WEB-3`. */
  issue(key: string): string;
  project(key: string): string;
  /** A person in the API. */
  person(accountId: string): string;
  /** A picture; there are none, only their addresses. */
  picture(name: string): string;
}

/** `baseUrl` is asked each time: the port is not known before the server listens. */
export function linksUnder(baseUrl: () => string): Links {
  const base = () => baseUrl().replace(/\/+$/, '');
  return {
    api: (path) => `${base()}/rest/api/3${path}`,
    oldApi: (path) => `${base()}/rest/api/2${path}`,
    webhook: (id) => `${base()}/rest/webhooks/1.0/webhook/${id}`,
    issue: (key) => `${base()}/browse/${key}`,
    project: (key) => `${base()}/jira/software/projects/${key}`,
    person: (accountId) => `${base()}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
    picture: (name) => `${base()}/images/${name}`,
  };
}
