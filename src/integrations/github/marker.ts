/** A body that GitHub holds: what people read, and the marker that stands hidden at its end where it is one of ours. */
export interface MarkedText {
  text: string;
  marker: string | undefined;
}

/**
 * Hides `marker` at the end of a text: GitHub shows no HTML comments. What could end the comment is percent-encoded.
 * A marker that only stands somewhere in a text, as in a quoted reply, is not one.
 */
export function withMarker(text: string, marker: string): string {
  return `${text}\n\n<!-- buildrunner:${encodeURIComponent(marker)} -->`;
}

/** Takes a body apart again. Line ends become `\n`: GitHub's own editor writes `\r\n`. */
export function splitMarker(body: string | null | undefined): MarkedText {
  const whole = (body ?? '').replaceAll('\r\n', '\n');
  const found = /(?:^|\n\n)<!-- buildrunner:(\S+) -->\s*$/.exec(whole);
  if (!found?.[1]) return { text: whole, marker: undefined };
  return { text: whole.slice(0, found.index), marker: decoded(found[1]) };
}

function decoded(marker: string): string | undefined {
  try {
    return decodeURIComponent(marker);
  } catch {
    return undefined;
  }
}
