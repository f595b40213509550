/** Gives the three characters back that Slack wants escaped. */
export function unescapeText(source: string): string {
  return source.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The `style` property of an element, left out where there is none. */
export function styled<S extends object>(style: S): { style?: S } {
  return Object.keys(style).length > 0 ? { style } : {};
}
