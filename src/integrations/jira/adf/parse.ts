import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { READING } from './extensions.ts';

/** Quotes and lists within one another, a hundred of them on one line: nobody means that, and reading it takes minutes. */
const ABSURD = /(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+){100}/;

/** Markdown with GitHub's tables, task lists and strikethrough, as a tree. */
export function parse(markdown: string): Root {
  if (!ABSURD.test(markdown)) return fromMarkdown(markdown, READING);
  return { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: markdown }] }] };
}

/** How a node of `markdown` was written, without the signs of the quotes around it. */
export function sourceOf(node: Nodes, markdown: string): string {
  const { start, end } = node.position ?? {};
  const source = markdown.slice(start?.offset ?? 0, end?.offset ?? 0);
  return source.replace(/\n[ \t]*(?:>[ \t]?)+/g, '\n');
}
