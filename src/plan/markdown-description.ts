import { createFences } from './fences.ts';
import type { ItemBlock } from './markdown-blocks.ts';
import { dedent } from './markdown-lines.ts';
import { cleanDescription } from './microstep-fields.ts';

/** A line that would be a microstep, or would be one but for the backslashes before it. */
const BOXED = /^(\s*)(\\*)(?=(?:[-*+]|\d{1,9}[.)])\s+\[.\](?:\s|$))/u;

/** What is written beneath an item, without the items of `own` among it, which are microsteps themselves. */
export function readDescription(
  lines: readonly string[],
  item: ItemBlock,
  own: readonly ItemBlock[],
): string {
  const kept: string[] = [];
  for (let line = item.line + 1; line < item.end; line += 1) {
    const other = own.find((candidate) => candidate.line === line);
    if (other) line = other.end - 1;
    else kept.push(dedent(lines[line] ?? '', item.contentIndent));
  }
  return cleanDescription(outsideFences(kept, (line) => line.replace(BOXED, removeBackslash)).join('\n'));
}

/** The lines to write beneath an item so that `readDescription` gives the same description. */
export function writeDescription(description: string, indent: string): string[] {
  const lines = outsideFences(description.split('\n'), (line) => line.replace(BOXED, '$1\\$2'));
  return lines.map((line) => (line === '' ? '' : indent + line));
}

function removeBackslash(_whole: string, blanks: string, backslashes: string): string {
  return blanks + backslashes.slice(1);
}

function outsideFences(lines: readonly string[], change: (line: string) => string): string[] {
  const fences = createFences();
  return lines.map((line) => (line === '' || fences.takes(line) ? line : change(line)));
}
