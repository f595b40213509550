import type { PhrasingContent } from 'mdast';
import { bareLinksIn } from './bare-links.ts';
import { type AdfMark, type AdfNode, isSafeHref, linesOf, textNode } from './node.ts';
import { sourceOf } from './parse.ts';

/** A paragraph's content. Every line end is a break, as people who write descriptions mean it, and an address a link. */
export function inlineToAdf(nodes: readonly PhrasingContent[], markdown: string): AdfNode[] {
  return mergeText(nodes.flatMap((node) => convert(node, [], markdown))).flatMap(withLinks);
}

function convert(node: PhrasingContent, marks: readonly AdfMark[], markdown: string): AdfNode[] {
  const within = (children: readonly PhrasingContent[], mark: AdfMark) =>
    children.flatMap((child) => convert(child, [...marks, mark], markdown));
  switch (node.type) {
    case 'text':
      return linesOf(node.value, marks);
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'inlineCode':
      return node.value ? [textNode(node.value.replace(/\r?\n/g, ' '), codeMarks(marks))] : [];
    case 'strong':
      return within(node.children, { type: 'strong' });
    case 'emphasis':
      return within(node.children, { type: 'em' });
    case 'delete':
      return within(node.children, { type: 'strike' });
    case 'link':
      if (!isSafeHref(node.url) || node.children.length === 0) break;
      return within(node.children, { type: 'link', attrs: { href: node.url } });
  }
  return linesOf(sourceOf(node, markdown), marks);
}

function withLinks(node: AdfNode): AdfNode[] {
  const { text, marks = [] } = node;
  if (text === undefined || marks.some(({ type }) => type === 'link' || type === 'code')) return [node];
  return bareLinksIn(text).map((piece) => {
    const link = { type: 'link', attrs: { href: piece.text } };
    return withTidyMarks(textNode(piece.text, piece.isLink ? [...marks, link] : marks));
  });
}

/** Code takes no mark but a link. */
function codeMarks(marks: readonly AdfMark[]): AdfMark[] {
  return [...marks.filter(({ type }) => type === 'link'), { type: 'code' }];
}

/** Neighbours with the same marks become one; a mark is given once, and the order of marks means nothing. */
function mergeText(nodes: readonly AdfNode[]): AdfNode[] {
  const merged: AdfNode[] = [];
  for (const node of nodes.map(withTidyMarks)) {
    const last = merged.at(-1);
    if (last?.type === 'text' && node.type === 'text' && sameMarks(last, node)) {
      merged[merged.length - 1] = { ...last, text: `${last.text}${node.text}` };
    } else {
      merged.push(node);
    }
  }
  return merged;
}

function withTidyMarks(node: AdfNode): AdfNode {
  if (!node.marks) return node;
  const marks = new Map(node.marks.map((mark) => [mark.type, mark]));
  return { ...node, marks: [...marks.values()].toSorted((a, b) => (a.type < b.type ? -1 : 1)) };
}

function sameMarks(a: AdfNode, b: AdfNode): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}
