import { isAtHostOf } from '../pages-of.ts';

/**
 * The key of the issue that a URL leads to, on this site and in this project: its own page, or a board or list on which it
 * is the one selected. Undefined for any other URL.
 */
export function issueKeyInUrl(
  { baseUrl, projectKey }: { baseUrl: string; projectKey: string },
  url: URL,
): string | undefined {
  if (!isAtHostOf(baseUrl, url)) return undefined;
  const named =
    /\/browse\/([^/]+)\/?$/.exec(url.pathname)?.[1] ?? url.searchParams.get('selectedIssue') ?? '';
  const key = named.toUpperCase();
  return isKeyIn(projectKey, key) ? key : undefined;
}

/** Whether an issue of that key belongs to the project. */
export function isKeyIn(projectKey: string, key: string): boolean {
  const [, project] = /^([A-Z][A-Z0-9_]*)-\d{1,9}$/.exec(key) ?? [];
  return project === projectKey.toUpperCase();
}
