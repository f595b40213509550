import { createFences } from './fences.ts';
import {
  indentOf,
  isBlank,
  isRule,
  type ListItem,
  readHeading,
  readListItem,
  underlineLevel,
} from './markdown-lines.ts';

/** What a plan in Markdown is made of. Lines count from 0 here. */
export type MarkdownBlock =
  | { kind: 'heading'; line: number; level: number; text: string }
  | { kind: 'item'; item: ItemBlock };

export interface ItemBlock extends ListItem {
  line: number;
  /** The line after the last that belongs to it. */
  end: number;
  /** The items beneath it. */
  items: ItemBlock[];
}

/** How far beyond an item's bullet a line has to begin to belong to the item. */
const BENEATH = 2;

/**
 * Finds headings and lists. Anything else belongs to the item before it, where it is indented or follows without a
 * blank line, and otherwise is prose and left aside; so are comments, fenced code and front matter outside of items.
 */
export function readBlocks(lines: readonly string[]): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  /** The item that the line before belongs to, and those around it, outermost first. */
  let open: ItemBlock[] = [];
  let before: 'blank' | 'prose' | 'other' = 'blank';
  let inComment = false;
  const fences = createFences();

  function leaveTo(indent: number): void {
    open = open.filter((item) => indent >= item.indent + BENEATH);
  }

  function readLine(text: string, line: number): void {
    const indent = indentOf(text);
    const [outermost] = open;
    const isWithin = outermost !== undefined && indent >= outermost.indent + BENEATH;
    const followsProse = before === 'prose' && !outermost;
    if (outermost && !isWithin) fences.leave();
    // After a blank line, what is not indented is a paragraph of its own.
    if (before === 'blank') leaveTo(indent);
    before = 'other';
    const item = readListItem(text);
    if (fences.takes(text)) leaveTo(indent);
    else if (!isWithin && startOfBlock(text, line, followsProse)) open = [];
    else if (item) openItem(item, line);
    else before = 'prose';
  }

  /** What ends every list. */
  function startOfBlock(text: string, line: number, followsProse: boolean): boolean {
    const heading = readHeading(text);
    const level = underlineLevel(text);
    if (heading) blocks.push({ kind: 'heading', line, ...heading });
    else if (level !== undefined && followsProse) {
      blocks.push({ kind: 'heading', line: line - 1, level, text: (lines[line - 1] ?? '').trim() });
    } else if (text.trimStart().startsWith('<!--')) inComment = !text.includes('-->');
    else return isRule(text);
    return true;
  }

  function openItem(item: ListItem, line: number): void {
    leaveTo(item.indent);
    const block: ItemBlock = { ...item, line, end: line + 1, items: [] };
    const parent = open.at(-1);
    if (parent) parent.items.push(block);
    else blocks.push({ kind: 'item', item: block });
    open.push(block);
  }

  for (let line = frontMatterEnd(lines); line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    if (inComment) inComment = !text.includes('-->');
    else if (isBlank(text)) before = 'blank';
    else {
      readLine(text, line);
      for (const item of open) item.end = line + 1;
    }
  }
  return blocks;
}

/** The line on which Markdown begins: after the `---` that ends the front matter, where there is some. */
function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  return end + 1;
}
