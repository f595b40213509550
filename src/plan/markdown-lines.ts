/** Indentation and list items of Markdown, line by line. Columns count from 0; a tab goes to the next multiple of 4. */

const TAB_STOP = 4;

/** The column of the first character that is no blank. */
export function indentOf(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === '\t') column += TAB_STOP - (column % TAB_STOP);
    else if (character === ' ') column += 1;
    else break;
  }
  return column;
}

/** Takes away up to `columns` of indentation. */
export function dedent(line: string, columns: number): string {
  let column = 0;
  let index = 0;
  while (column < columns && (line[index] === ' ' || line[index] === '\t')) {
    column += line[index] === '\t' ? TAB_STOP - (column % TAB_STOP) : 1;
    index += 1;
  }
  return line.slice(index);
}

export function isBlank(line: string): boolean {
  return line.trim() === '';
}

export interface ListItem {
  /** The column of its bullet. */
  indent: number;
  /** The column at which what belongs to it begins. */
  contentIndent: number;
  /** The character in its box, where it has one: `[x]`. */
  box: string | undefined;
  /** The rest of its line. */
  text: string;
}

const ITEM = /^([ \t]*)([-*+]|\d{1,9}[.)])(?:([ \t]+)(.*))?$/;
const BOX = /^\[(.)\](?:\s+|$)/u;
const RULE = /^[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const UNDERLINE = /^[ \t]*(?:=+|-+)[ \t]*$/;

/** Undefined where the line is no list item. */
export function readListItem(line: string): ListItem | undefined {
  const [, blanks, bullet, gap = ' ', content = ''] = ITEM.exec(line) ?? [];
  if (blanks === undefined || bullet === undefined || isRule(line)) return undefined;
  const indent = indentOf(blanks);
  const [whole = '', box] = BOX.exec(content) ?? [];
  const contentIndent = indent + bullet.length + Math.min(gap.length, TAB_STOP);
  return { indent, contentIndent, box, text: content.slice(whole.length) };
}

/** Undefined where the line is no heading with `#`. */
export function readHeading(line: string): { level: number; text: string } | undefined {
  const [, marks, rest = ''] = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/.exec(line) ?? [];
  if (marks === undefined) return undefined;
  return { level: marks.length, text: ` ${rest.trim()}`.replace(/ #+$/, '').trim() };
}

/** A line across the page: `---`, `* * *`. */
export function isRule(line: string): boolean {
  return RULE.test(line);
}

/** The level of the heading that this line makes of the one above it; undefined where it is no such line. */
export function underlineLevel(line: string): number | undefined {
  if (!UNDERLINE.test(line)) return undefined;
  return line.includes('=') ? 1 : 2;
}
