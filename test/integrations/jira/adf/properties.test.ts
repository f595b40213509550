import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AdfNode, nodesIn } from '../../../../src/integrations/jira/adf/node.ts';
import { rewrite } from '../../../../src/integrations/jira/adf/rewrite.ts';
import { toAdf } from '../../../../src/integrations/jira/adf/to-adf.ts';
import { toMarkdown } from '../../../../src/integrations/jira/adf/to-markdown.ts';
import { document, markdown, strangeDocument } from './arbitrary.ts';
import { openAdfSchema, schemaAbsent } from './schema.ts';

function textOf(node: AdfNode): string {
  return node.type === 'text' ? (node.text ?? '') : nodesIn(node.content).map(textOf).join('');
}

/** Letters and digits, in order; a sign that Markdown writes as a character reference counts as itself. */
function lettersOf(text: string): string {
  const decoded = text.replace(/&#x([0-9A-F]+);/g, (_, hex) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
  return decoded.match(/[\p{L}\p{N}]/gu)?.join('') ?? '';
}

describe('whatever Jira holds', () => {
  test('what is written reads back as the same text: a sync comes to rest', () => {
    fc.assert(
      fc.property(document, (adf) => {
        const text = toMarkdown(adf);
        expect(toMarkdown(toAdf(text))).toBe(text);
      }),
    );
  });

  test('no word is lost', () => {
    fc.assert(
      fc.property(fc.oneof(document, strangeDocument), (adf) => {
        const letters = lettersOf(toMarkdown(adf));
        let at = 0;
        for (const letter of lettersOf(textOf(adf))) {
          at = letters.indexOf(letter, at) + 1;
          expect(at, `${letter} in ${letters}`).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('a text that nobody changed is put back block for block, with what Markdown cannot say', () => {
    fc.assert(
      fc.property(document, (adf) => {
        const said = (node: AdfNode) => toMarkdown({ type: 'doc', content: [node] }) !== '';
        const kept = rewrite(adf, toMarkdown(adf)).content.filter(said);
        expect(kept).toEqual(adf.content.filter(said));
      }),
    );
  });
});

describe('whatever people write', () => {
  test('reads back as it was written, once it has been through Jira', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const once = toMarkdown(toAdf(text));
        expect(toMarkdown(toAdf(once))).toBe(once);
      }),
    );
  });

  test.skipIf(schemaAbsent)(`is a document that Atlassian's schema accepts${schemaAbsent}`, () => {
    const violations = openAdfSchema();
    fc.assert(
      fc.property(markdown, (text) => {
        expect(violations(toAdf(text))).toEqual([]);
      }),
    );
  });

  test('what the schema does not accept would be found', () => {
    if (schemaAbsent) return;
    const violations = openAdfSchema();
    const text = (marks: unknown[]) => ({ type: 'text', text: 'x', marks });
    for (const wrong of [
      { type: 'text', text: '' },
      { type: 'paragraph', content: [{ type: 'text', text: '' }] },
      { type: 'paragraph', content: [text([{ type: 'code' }, { type: 'strong' }])] },
      { type: 'blockquote', content: [{ type: 'heading', attrs: { level: 1 } }] },
      { type: 'heading', attrs: { level: 7 } },
      { type: 'bulletList', content: [] },
      { type: 'taskList', content: [{ type: 'taskItem', content: [] }] },
    ]) {
      expect(violations({ type: 'doc', version: 1, content: [wrong] }), JSON.stringify(wrong)).not.toEqual(
        [],
      );
    }
  });
});
