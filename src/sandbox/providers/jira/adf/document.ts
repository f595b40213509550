import { z } from 'zod';

/** A node of the Atlassian Document Format: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
export interface AdfNode {
  type: string;
  version?: number | undefined;
  attrs?: Record<string, unknown> | undefined;
  content?: AdfNode[] | undefined;
  marks?: { type: string; attrs?: Record<string, unknown> | undefined }[] | undefined;
  text?: string | undefined;
}

const attrs = z.record(z.string(), z.unknown()).optional();

/** The form that every node has; what may stand in what is `isDocument`'s to say. */
export const adfNode: z.ZodType<AdfNode> = z.strictObject({
  type: z.string(),
  version: z.number().optional(),
  attrs,
  get content() {
    return z.array(adfNode).optional();
  },
  marks: z.array(z.strictObject({ type: z.string(), attrs })).optional(),
  text: z.string().optional(),
});

/** A text with a paragraph for each of its lines; null for none. */
export function documentOf(text: string): AdfNode | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  if (lines.length === 0) return null;
  const content = lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  return { type: 'doc', version: 1, content };
}

/** What a person reads in a document, a line for each of its blocks. */
export function textOf(document: AdfNode | null): string {
  return document ? linesOf(document).join('\n') : '';
}

function linesOf(node: AdfNode): string[] {
  const { content = [] } = node;
  const isInline = content.some(({ type }) => type === 'text' || type === 'hardBreak');
  if (isInline || content.length === 0) return [inlineText(node)].filter(Boolean);
  return content.flatMap(linesOf);
}

function inlineText({ type, text, attrs: given, content = [] }: AdfNode): string {
  if (type === 'hardBreak') return '\n';
  const shown = text ?? given?.text ?? given?.shortName ?? given?.url;
  return typeof shown === 'string' ? shown : content.map(inlineText).join('');
}
