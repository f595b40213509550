import type { BlockContent, ListItem, PhrasingContent } from 'mdast';
import { inlineToMdast } from './inline-to-mdast.ts';
import { type AdfNode, DEEPEST, isNode, nodesIn, textNode } from './node.ts';
import { saidBy } from './said.ts';
import { write } from './write.ts';

/**
 * An ADF document as Markdown. Nodes that Markdown does not have become text that tells what they say. Reading the
 * result with `toAdf` and writing it again gives the same text.
 *
 * @param document what Jira holds: a document, text in the older form, or nothing
 */
export function toMarkdown(document: unknown): string {
  if (typeof document === 'string') return document.replaceAll('\r\n', '\n');
  return isNode(document) ? blocksToMarkdown(document.content) : '';
}

/** Blocks one below the other. */
export function blocksToMarkdown(content: unknown): string {
  return write(blocks(content, 0));
}

/** `depth` counts what is around them. */
function blocks(content: unknown, depth: number): BlockContent[] {
  return nodesIn(content).flatMap((node) => block(node, depth));
}

function block(node: AdfNode, depth: number): BlockContent[] {
  if (depth > DEEPEST) return paragraphOf([textNode(saidBy(node))]);
  const within = () => blocks(node.content, depth + 1);
  switch (node.type) {
    case 'paragraph':
      return paragraphOf(node.content);
    case 'heading':
      return heading(node);
    case 'codeBlock': {
      const { language } = node.attrs ?? {};
      const lang = typeof language === 'string' && /^[^\s`]+$/.test(language) ? language : null;
      return [{ type: 'code', lang, value: saidBy(node) }];
    }
    case 'rule':
      return [{ type: 'thematicBreak' }];
    case 'blockquote':
      return [{ type: 'blockquote', children: within() }];
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
    case 'decisionList':
      return list(node, depth);
    case 'table':
      return nodesIn(node.content).every(({ type }) => type === 'tableRow') ? table(node) : within();
    case 'expand':
    case 'nestedExpand':
      return [...paragraphOf([textNode(String(node.attrs?.title ?? ''), [{ type: 'strong' }])]), ...within()];
    default: {
      const children = within();
      return children.length > 0 ? children : paragraphOf([textNode(saidBy(node) || `(${node.type})`)]);
    }
  }
}

function paragraphOf(content: unknown): BlockContent[] {
  const children = inlineToMdast(content);
  return children.length > 0 ? [{ type: 'paragraph', children }] : [];
}

/** A level that is none counts as the lowest; Markdown's headings have one line. */
function heading({ attrs, content }: AdfNode): BlockContent[] {
  const level = Number(attrs?.level);
  const depth = ([1, 2, 3, 4, 5, 6] as const).find((known) => known === level) ?? 6;
  const children = inlineToMdast(onOneLine(content));
  return children.length > 0 ? [{ type: 'heading', depth, children }] : [];
}

function list(node: AdfNode, depth: number): BlockContent[] {
  const order = Number(node.attrs?.order ?? 1);
  // Markdown takes nine digits.
  const start = Number.isInteger(order) && order >= 0 && order < 999_000_000 ? order : 1;
  const children: ListItem[] = [];
  for (const item of nodesIn(node.content)) {
    const last = children.at(-1);
    // A list of tasks within another stands beside the item it belongs to.
    if (item.type === 'taskList' && last) last.children.push(...list(item, depth + 1));
    else children.push(...listItem(item, depth + 1));
  }
  const isOrdered = node.type === 'orderedList';
  return children.length > 0 ? [{ type: 'list', ordered: isOrdered, start, spread: false, children }] : [];
}

/** None for an item without words, which Markdown does not have inside a list, or as a task. */
function listItem(item: AdfNode, depth: number): ListItem[] {
  const children = contentOf(item, depth);
  const isTask = item.type === 'taskItem' || item.type === 'blockTaskItem';
  if (children.length === 0) return [];
  const checked = isTask && children[0]?.type === 'paragraph' ? item.attrs?.state === 'DONE' : null;
  return [{ type: 'listItem', spread: false, checked, children }];
}

function contentOf(item: AdfNode, depth: number): BlockContent[] {
  switch (item.type) {
    case 'taskItem':
    case 'decisionItem':
      return paragraphOf(item.content);
    case 'taskList':
      return list(item, depth);
    default:
      return blocks(item.content, depth);
  }
}

function table({ content }: AdfNode): BlockContent[] {
  const rows = nodesIn(content).map((row) =>
    nodesIn(row.content).map((cell): PhrasingContent[] => {
      const said = nodesIn(cell.content).flatMap((inner, index) => [
        ...(index > 0 ? [textNode(' ')] : []),
        ...(inner.type === 'paragraph' ? nodesIn(inner.content) : [textNode(saidBy(inner))]),
      ]);
      return inlineToMdast(onOneLine(said));
    }),
  );
  if (rows.length === 0) return [];
  const children = rows.map((cells) => ({
    type: 'tableRow' as const,
    children: cells.map((inner) => ({ type: 'tableCell' as const, children: inner })),
  }));
  return [{ type: 'table', children }];
}

function onOneLine(content: unknown): AdfNode[] {
  return nodesIn(content).map((node) => (node.type === 'hardBreak' ? textNode(' ') : node));
}
