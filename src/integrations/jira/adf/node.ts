/** A node of the Atlassian Document Format. What Jira sends is not ours to trust: `isNode` tells whether it is one. */
export interface AdfNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: AdfNode[];
  marks?: AdfMark[];
  text?: string;
}

export interface AdfMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
export interface AdfDocument {
  type: 'doc';
  version: 1;
  content: AdfNode[];
}

/** What is nested deeper is told as plain text: no person writes so, and recursion must end. */
export const DEEPEST = 20;

export function isNode(value: unknown): value is AdfNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** A list of nodes, whatever it holds besides. */
export function nodesIn(value: unknown): AdfNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function paragraph(content: AdfNode[]): AdfNode {
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

export function textNode(text: string, marks: readonly AdfMark[] = []): AdfNode {
  return marks.length > 0 ? { type: 'text', text, marks: [...marks] } : { type: 'text', text };
}

/** Text of more than one line: ADF has no line ends within a text. */
export function linesOf(text: string, marks: readonly AdfMark[] = []): AdfNode[] {
  return text
    .split(/\r?\n/)
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line ? [textNode(line, marks)] : []),
    ]);
}

/** Other schemes (`javascript:`) do not become links, whoever wrote them. */
export function isSafeHref(href: unknown): href is string {
  return typeof href === 'string' && /^(?:https?:\/\/|mailto:)\S+$/i.test(href) && !/\p{Cc}/u.test(href);
}
