import type { BuildLogLine } from '../contract.ts';
import { maskSecrets } from './mask.ts';
import { CAUSES, CONSEQUENCES, type ErrorPattern, GENERIC, HARMLESS, LINE_PREFIX } from './patterns.ts';
import { readableLines, withoutOuterBlanks } from './readable.ts';

export interface ExcerptOptions {
  /** Lines at most, 20 when absent. */
  maxLines?: number;
  /** Characters a line at most, 300 when absent. */
  maxLineLength?: number;
  /** Values that must not be seen, whatever they look like: the integration's own credentials. */
  secrets?: readonly string[];
}

export interface Excerpt {
  /** Without colours and secrets. */
  lines: string[];
  /** False when the log is empty: the build never began, so its log explains nothing. */
  started: boolean;
  /** There is more in the log than is shown. */
  truncated: boolean;
}

const ELLIPSIS = '…';

/**
 * The lines of a failed build's log that say why: the first real error with its surroundings, not the tail, where
 * tools only repeat that something failed. Where no error is recognized, the last lines.
 */
export function excerptBuildLog(
  log: readonly (BuildLogLine | string)[],
  options: ExcerptOptions = {},
): Excerpt {
  const { maxLines = 20, maxLineLength = 300, secrets = [] } = options;
  const all = readableLines(log);
  if (all.length === 0) return { lines: [], started: false, truncated: false };

  const chosen = maskSecrets(shorten(choose(all, maxLines), maxLines), secrets);
  const lines = chosen.map((line) => cut(line, maxLineLength));
  const cutShort = lines.some((line, index) => line !== chosen[index]);
  return { lines, started: true, truncated: chosen.length < all.length || cutShort };
}

function choose(lines: string[], maxLines: number): string[] {
  const bare = lines.map((line) => line.replace(LINE_PREFIX, ''));
  const found = first(bare, CAUSES) ?? first(bare, GENERIC);
  if (found) return lines.slice(...around(bare, found.index, found.pattern));
  const consequence = bare.findIndex(isConsequence);
  const end = consequence < 0 ? lines.length : consequence + 1;
  return withoutOuterBlanks(lines.slice(Math.max(0, end - maxLines), end));
}

function first(
  bare: readonly string[],
  patterns: readonly ErrorPattern[],
): { index: number; pattern: ErrorPattern } | undefined {
  for (const [index, line] of bare.entries()) {
    if (isConsequence(line) || HARMLESS.some((harmless) => harmless.test(line))) continue;
    const pattern = patterns.find(({ test }) => test.test(line));
    if (pattern) return { index, pattern };
  }
  return undefined;
}

/** From and to (exclusive) of the lines that belong to an error. */
function around(bare: readonly string[], index: number, pattern: ErrorPattern): [from: number, to: number] {
  let from = index;
  // A blank line ends what belongs to it, but the one right before it is only a gap.
  while (from > 0 && index - from < pattern.before && (from === index || bare[from - 1] !== '')) from -= 1;
  while (from < index && bare[from] === '') from += 1;

  let to = index + 1;
  const end = Math.min(bare.length, index + 1 + pattern.after);
  while (to < end) {
    const line = bare[to] ?? '';
    if (isConsequence(line)) break;
    to += 1;
    if (pattern.until?.test(line)) break;
  }
  while (bare[to - 1] === '' && to > index + 1) to -= 1;
  return [from, to];
}

/** Too long to show whole: the beginning and the end, since a traceback names its error last. */
function shorten(lines: string[], maxLines: number): string[] {
  if (lines.length <= maxLines) return lines;
  if (maxLines < 3) return lines.slice(0, maxLines);
  const head = Math.ceil((maxLines - 1) / 2);
  return [...lines.slice(0, head), ELLIPSIS, ...lines.slice(head - maxLines + 1)];
}

function cut(line: string, maxLength: number): string {
  if (line.length <= maxLength) return line;
  const end = maxLength - ELLIPSIS.length;
  // A surrogate pair is not cut in half.
  const safe = /[\uD800-\uDBFF]/.test(line.charAt(end - 1)) ? end - 1 : end;
  return `${line.slice(0, Math.max(0, safe))}${ELLIPSIS}`;
}

function isConsequence(line: string): boolean {
  return CONSEQUENCES.some((consequence) => consequence.test(line));
}
