/** Where the page is: which channel (or App Home), which thread, and as whom. It all stands in the URL's hash. */
export interface Route {
  /** A channel's id, or `home`; empty on a first visit. */
  place: string;
  /** The `ts` of the open thread's first message. */
  thread?: string;
  /** The acting person's id. */
  as?: string;
}

/** Reads `#/C123/1700000000.000100?as=U123`; whatever is missing stays open. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place = '', thread] = path.split('/').map(decodeURIComponent);
  const as = new URLSearchParams(query).get('as');
  return { place, ...(thread ? { thread } : {}), ...(as ? { as } : {}) };
}

/** The hash that `parseRoute` reads back. */
export function formatRoute({ place, thread, as }: Route): string {
  const path = [place, ...(thread ? [thread] : [])].map(encodeURIComponent).join('/');
  return `#/${path}${as ? `?as=${encodeURIComponent(as)}` : ''}`;
}
