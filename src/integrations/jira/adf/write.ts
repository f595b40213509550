import type { BlockContent } from 'mdast';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import { canonical } from './canonical.ts';
import { WRITING } from './extensions.ts';
import { parse } from './parse.ts';
import { blocksToAdf } from './to-adf.ts';

const OPTIONS: Options = {
  extensions: WRITING,
  bullet: '-',
  listItemIndent: 'one',
  rule: '-',
};

/** Parsing others' text can take time in the square of its length where they mean harm: longer blocks are left alone. */
const LONGEST_TRIED = 2_000;

/** Writes blocks as a person would: a sign is escaped only in a block that would read as something else without. */
export function write(children: BlockContent[]): string {
  const careful = toMarkdown({ type: 'root', children }, OPTIONS).trimEnd();
  let written = '';
  let at = 0;
  for (const { position } of parse(careful).children) {
    const { start, end } = { start: position?.start.offset ?? at, end: position?.end.offset ?? at };
    written += careful.slice(at, start) + plainest(careful.slice(start, end));
    at = end;
  }
  return written + careful.slice(at);
}

function plainest(block: string): string {
  const plain = block.replace(/\\(?=[!-/:-@[-`{-~\n])/g, '').replace(/<(https?:\/\/[^\s<>]+)>/g, '$1');
  if (plain === block || block.length > LONGEST_TRIED) return block;
  return canonical(blocksToAdf(plain)) === canonical(blocksToAdf(block)) ? plain : block;
}
