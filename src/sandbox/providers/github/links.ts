import { REPOSITORY } from './account.ts';

/** Addresses of what this router itself serves: the API's, and the pages that a person can open. */
export interface Links {
  /** Under the API's root: `/repos/acme/web-app/issues/12`. */
  api(path: string): string;
  /** Of the repository in the API, with what follows it. */
  repository(path?: string): string;
  /** The page of the repository, with what follows it: `/issues/12`. */
  page(path?: string): string;
  account(login: string): string;
}

/** `baseUrl` is asked each time: the port is not known before the server listens. */
export function linksUnder(baseUrl: () => string): Links {
  const base = () => baseUrl().replace(/\/+$/, '');
  return {
    api: (path) => `${base()}${path}`,
    repository: (path = '') => `${base()}/repos/${REPOSITORY.fullName}${path}`,
    page: (path = '') => `${base()}/pages/${REPOSITORY.fullName}${path}`,
    account: (login) => `${base()}/users/${login}`,
  };
}
