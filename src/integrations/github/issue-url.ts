import { mayBePageOf } from '../pages-of.ts';

/** The number of the issue that a URL leads to, as a page of a repository of this name; undefined for any other URL. */
export function issueNumberInUrl(
  { baseUrl, repository }: { baseUrl: string; repository: string },
  url: URL,
): number | undefined {
  if (!mayBePageOf({ baseUrl, host: 'github.com' }, url)) return undefined;
  const [, named, number] = /\/([^/]+\/[^/]+)\/issues\/(\d{1,10})\/?$/.exec(url.pathname) ?? [];
  return named?.toLowerCase() === repository.toLowerCase() ? Number(number) : undefined;
}
