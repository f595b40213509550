import { mayBePageOf } from '../pages-of.ts';

/** What stands in the URL of an issue's page: `https://linear.app/acme/issue/ENG-12/build-the-login-form`. */
export interface IssuePlace {
  /** As URLs name it, in lower case: `acme`. */
  workspace: string;
  /** `ENG-12` */
  identifier: string;
}

/** Undefined for what is no URL of an issue of Linear. */
export function issuePlaceInUrl(
  { baseUrl }: { baseUrl: string },
  address: URL | string,
): IssuePlace | undefined {
  const url = URL.parse(address);
  if (!url || !mayBePageOf({ baseUrl, host: 'linear.app' }, url)) return undefined;
  const found = /\/([\w-]+)\/issue\/([A-Za-z][A-Za-z0-9]*-\d{1,9})(?:\/|$)/.exec(url.pathname);
  const [, workspace, identifier] = found ?? [];
  if (!workspace || !identifier) return undefined;
  return { workspace: workspace.toLowerCase(), identifier: identifier.toUpperCase() };
}
