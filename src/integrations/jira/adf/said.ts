import { type AdfNode, DEEPEST, nodesIn } from './node.ts';

/** What a node says in words, where Markdown has nothing like it: a mention's name, an emoji, a date. */
export function saidBy(node: AdfNode, depth = 0): string {
  if (node.type === 'text') return typeof node.text === 'string' ? node.text : '';
  if (node.type === 'hardBreak') return '\n';
  const inner = depth > DEEPEST ? [] : nodesIn(node.content);
  if (inner.length > 0) return inner.map((child) => saidBy(child, depth + 1)).join('');
  return fromAttributes(node);
}

function fromAttributes({ type, attrs = {} }: AdfNode): string {
  switch (type) {
    case 'date':
      return dateIn(attrs.timestamp);
    case 'media':
    case 'mediaInline':
      return typeof attrs.alt === 'string' && attrs.alt ? `(attachment: ${attrs.alt})` : '(attachment)';
    default: {
      const known = [attrs.text, attrs.shortName, attrs.title, attrs.url];
      return (known.find((value) => typeof value === 'string' && value !== '') as string | undefined) ?? '';
    }
  }
}

/** `timestamp` is milliseconds since 1970, as text. */
function dateIn(timestamp: unknown): string {
  const date = new Date(Number(timestamp));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
