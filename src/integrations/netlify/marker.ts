const TITLE = /^BuildRunner preview \[(.+)\]$/;

/**
 * The title of a build of ours, which its deploy bears in Netlify's lists. It is the only text of ours that Netlify
 * keeps with a deploy, so the marker stands in it.
 */
export function titleWith(marker: string): string {
  return `BuildRunner preview [${marker}]`;
}

/** The marker in a deploy's title, where it is one of ours. */
export function markerIn(title: string): string | undefined {
  return TITLE.exec(title)?.[1];
}
