import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { PreviewRow } from '../../store/schema.ts';
import { actions, button, context, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, codeBlock, counted, escapeMrkdwn } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** The button that turns to a page of the whole log. */
export const LOG_PAGE = 'preview:log-page';

/** Sections of code a page: some three hundred lines, which is what one scrolls through. */
const SECTIONS_A_PAGE = 8;
/** Room of a section for its lines, in characters; the rest is for the fences. */
const SECTION_ROOM = LIMITS.sectionText - 8;
/** Where a line is broken, in characters before escaping, which makes at most five of one. */
const LINE_BREAK = Math.floor(SECTION_ROOM / 5);

/** A page of a log, as a button carries it; pages are counted from 0. */
const pageSchema = z.tuple([z.string(), z.int().nonnegative()]);

export function logPageValue(previewId: string, page: number): string {
  return JSON.stringify([previewId, page] satisfies z.infer<typeof pageSchema>);
}

/** Throws where it is no value of such a button. */
export function readLogPage(value: string | undefined): { previewId: string; page: number } {
  const [previewId, page] = pageSchema.parse(JSON.parse(value ?? ''));
  return { previewId, page };
}

/** What log it is. */
export function buildLogTitle(preview: PreviewRow): string {
  return `Build log of ${code(preview.branch)} (${code(preview.id)}, attempt ${preview.attempt})`;
}

/** One page of a whole build log, with buttons that turn it. A page there is not any more is the last there is. */
export function buildLogPage(preview: PreviewRow, lines: readonly string[], wanted: number): Rendered {
  const sections = inSections(lines.flatMap(broken));
  const pageCount = Math.max(1, Math.ceil(sections.length / SECTIONS_A_PAGE));
  const page = Math.min(wanted, pageCount - 1);
  const shown = sections.slice(page * SECTIONS_A_PAGE, (page + 1) * SECTIONS_A_PAGE);
  const blocks: KnownBlock[] = [
    section(buildLogTitle(preview)),
    ...shown.map((part) => section(codeBlock(part, LIMITS.sectionText))),
    context(`Page ${page + 1} of ${pageCount} · ${counted(lines.length, 'line')}`),
  ];
  if (shown.length === 0) blocks.splice(1, 0, section('_There is no log._'));
  const turns = turning(preview.id, page, pageCount);
  if (turns.length > 0) blocks.push(actions(turns));
  return { text: `Build log of preview ${preview.id}, page ${page + 1} of ${pageCount}.`, blocks };
}

function turning(previewId: string, page: number, pageCount: number): Button[] {
  const to = (label: string, target: number) =>
    // An action id may stand only once in a block.
    button(`${LOG_PAGE}:${label.toLowerCase()}`, label, { value: logPageValue(previewId, target) });
  const back = page > 0 ? [to('First', 0), to('Previous', page - 1)] : [];
  const on = page < pageCount - 1 ? [to('Next', page + 1), to('Last', pageCount - 1)] : [];
  return [...back, ...on];
}

/** A long line in pieces; none cuts a character in two. */
function broken(line: string): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > LINE_BREAK) {
    const end = /[\ud800-\udbff]/.test(rest.charAt(LINE_BREAK - 1)) ? LINE_BREAK - 1 : LINE_BREAK;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}

/** As many lines to a section as fit. */
function inSections(lines: readonly string[]): string[][] {
  const sections: string[][] = [];
  let room = 0;
  for (const line of lines) {
    const length = escapeMrkdwn(line).length + 1;
    if (length > room || sections.length === 0) {
      sections.push([]);
      room = SECTION_ROOM;
    }
    sections.at(-1)?.push(line);
    room -= length;
  }
  return sections;
}
