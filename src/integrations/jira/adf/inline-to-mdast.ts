import type { PhrasingContent } from 'mdast';
import { bareLinksIn } from './bare-links.ts';
import { type AdfNode, isSafeHref, nodesIn } from './node.ts';
import { saidBy } from './said.ts';

/** A piece of text, or a line break where `text` is undefined, with those of its marks that Markdown can say. */
interface Piece {
  text: string | undefined;
  href?: string | undefined;
  isCode?: boolean;
  marks: ReadonlySet<string>;
}

/** The marks that are written around text, outermost first. */
const WRAPPERS = [
  ['strong', 'strong'],
  ['em', 'emphasis'],
  ['strike', 'delete'],
] as const;

const BREAK: Piece = { text: undefined, marks: new Set() };

/** A paragraph's content, without what Markdown drops or reads as something else: blanks and breaks at the ends. */
export function inlineToMdast(content: unknown): PhrasingContent[] {
  const pieces = tidied(nodesIn(content).flatMap(piecesOf));
  return grouped(pieces, ({ href }) => href).flatMap((group): PhrasingContent[] => {
    const url = group[0]?.href;
    const children = wrapped(group, WRAPPERS);
    return url === undefined ? children : [{ type: 'link', url, children: children as never }];
  });
}

function piecesOf(node: AdfNode): Piece[] {
  if (node.type === 'hardBreak') return [BREAK];
  const marks = nodesIn(node.marks);
  const isCode = marks.some(({ type }) => type === 'code');
  const href = node.type === 'inlineCard' ? node.attrs?.url : marks.find(isLink)?.attrs?.href;
  const piece = {
    isCode,
    href: isSafeHref(href) ? href : undefined,
    marks: new Set(marks.map(({ type }) => type)),
  };
  return (isCode ? [saidBy(node).replace(/\s*\n\s*/g, ' ')] : saidBy(node).split(/\r?\n/)).flatMap(
    (line, index) => [...(index > 0 ? [BREAK] : []), ...withLinks({ ...piece, text: line })],
  );
}

/** What is read as a link is written as one, so that nothing is left to guess. */
function withLinks(piece: Piece & { text: string }): Piece[] {
  if (piece.isCode || piece.href !== undefined) return [piece];
  return bareLinksIn(piece.text).map(({ text, isLink }) => ({
    ...piece,
    text,
    href: isLink ? text : undefined,
  }));
}

function isLink({ type }: AdfNode): boolean {
  return type === 'link';
}

/** `**a **b` is no bold in Markdown: blanks go outside. Those at the ends of a line go altogether, empty lines too. */
function tidied(pieces: readonly Piece[]): Piece[] {
  const outside = pieces.flatMap((piece) => {
    if (piece.text === undefined || piece.isCode) return piece;
    const [, before, text, after] = /^(\s*)(.*?)(\s*)$/su.exec(piece.text) ?? [];
    const blank = (around: string | undefined): Piece => ({
      text: around,
      href: piece.href,
      marks: new Set(),
    });
    return [blank(before), { ...piece, text }, blank(after)].filter((part) => part.text !== '');
  });
  const isEdge = (piece: Piece | undefined) => piece?.text === undefined;
  const isBlank = ({ text }: Piece) => text !== undefined && text.trim() === '';
  const kept = outside.filter(
    (piece, index) =>
      piece.isCode || !isBlank(piece) || !(isEdge(outside[index - 1]) || isEdge(outside[index + 1])),
  );
  if (kept.length < outside.length) return tidied(kept);
  const from = kept.findIndex((piece) => !isEdge(piece));
  return from === -1 ? [] : kept.slice(from, kept.findLastIndex((piece) => !isEdge(piece)) + 1);
}

function wrapped(
  pieces: readonly Piece[],
  wrappers: readonly (typeof WRAPPERS)[number][],
): PhrasingContent[] {
  const [next, ...inner] = wrappers;
  if (!next) return grouped(pieces, (piece) => (piece.text === undefined ? piece : piece.isCode)).map(leaf);
  const [mark, type] = next;
  const has = ({ isCode, marks }: Piece) => !isCode && marks.has(mark);
  return grouped(pieces, has).flatMap((group): PhrasingContent[] => {
    const children = wrapped(group, inner);
    return group[0] && has(group[0]) ? [{ type, children }] : children;
  });
}

/** Neighbours of one kind together: two spans of code side by side would be read as one that began elsewhere. */
function leaf(pieces: readonly Piece[]): PhrasingContent {
  if (pieces[0]?.text === undefined) return { type: 'break' };
  const value = pieces.map(({ text }) => text).join('');
  return { type: pieces[0].isCode ? 'inlineCode' : 'text', value };
}

/** Neighbours that have the same key. */
function grouped(pieces: readonly Piece[], keyOf: (piece: Piece) => unknown): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group?.[0] && keyOf(group[0]) === keyOf(piece)) group.push(piece);
    else groups.push([piece]);
  }
  return groups;
}
