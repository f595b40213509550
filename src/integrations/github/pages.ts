/** What to ask a list for besides its own parameters to get its next page. */
export interface PageParameters {
  page?: number;
  after?: string;
}

/** The largest page that GitHub gives. */
export const PAGE_SIZE = 100;

/**
 * What leads to the next page, from the `Link` header (RFC 8288); undefined on the last one. Only the parameters are
 * taken of the address: the next request goes where all go, whatever host the answer names.
 *
 * Source: https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function nextPage(headers: Headers): PageParameters | undefined {
  const address = /<([^<>]+)>\s*;[^,]*\brel="next"/.exec(headers.get('link') ?? '')?.[1];
  if (!address || !URL.canParse(address)) return undefined;
  const { searchParams } = new URL(address);
  const page = Number(searchParams.get('page'));
  const after = searchParams.get('after');
  if (!page && !after) return undefined;
  return { ...(page ? { page } : {}), ...(after ? { after } : {}) };
}
