import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAdf } from '../../../../src/integrations/jira/adf/to-adf.ts';
import { adfNode, documentOf, textOf } from '../../../../src/sandbox/providers/jira/adf/document.ts';
import { isDocument } from '../../../../src/sandbox/providers/jira/adf/validate.ts';
import { document, markdown, strangeDocument } from '../../../integrations/jira/adf/arbitrary.ts';
import { openAdfSchema, schemaAbsent } from '../../../integrations/jira/adf/schema.ts';

const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const text = (words: string, ...marks: unknown[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });

const WRONG: [what: string, document: unknown][] = [
  ['no document', paragraph(text('x'))],
  ['a document without a version', { type: 'doc', content: [] }],
  ['a document without content', { type: 'doc', version: 1 }],
  ['text beside blocks', doc(text('x'))],
  ['an empty text', doc(paragraph(text('')))],
  ['a node that there is not', doc({ type: 'slide' })],
  ['a block within a line', doc(paragraph(paragraph(text('x'))))],
  ['a list without items', doc({ type: 'bulletList', content: [] })],
  ['a list of paragraphs', doc({ type: 'bulletList', content: [paragraph(text('x'))] })],
  ['an item outside of a list', doc({ type: 'listItem', content: [paragraph(text('x'))] })],
  ['a heading of no level', doc({ type: 'heading', content: [text('x')] })],
  ['a heading of level 7', doc({ type: 'heading', attrs: { level: 7 }, content: [text('x')] })],
  ['a mark that there is not', doc(paragraph(text('x', { type: 'blink' })))],
  ['a link to nowhere', doc(paragraph(text('x', { type: 'link' })))],
  ['bold code', doc(paragraph(text('x', { type: 'code' }, { type: 'strong' })))],
  ['code with marks', doc({ type: 'codeBlock', content: [text('x', { type: 'strong' })] })],
  ['a table without rows', doc({ type: 'table', content: [] })],
  [
    'a task without state',
    doc({ type: 'taskList', attrs: { localId: 'l' }, content: [{ type: 'taskItem' }] }),
  ],
  ['a line with something in it', doc({ type: 'rule', content: [paragraph(text('x'))] })],
  ['an unknown key', { ...doc(), colour: 'red' }],
  ['nothing', null],
  ['what every object has', doc({ type: 'constructor', content: [] })],
];

function isTaken(value: unknown): boolean {
  const node = adfNode.safeParse(value);
  return node.success && isDocument(node.data);
}

describe('documents', () => {
  it.each(WRONG)('%s is not taken', (_what, value) => {
    expect(isTaken(value)).toBe(false);
  });

  it('are taken as the adapter writes them', () => {
    fc.assert(fc.property(markdown, (written) => isTaken(toAdf(written))));
  });

  it.skipIf(schemaAbsent)(`are taken where Atlassian's schema takes them${schemaAbsent}`, () => {
    const violations = openAdfSchema();
    const isRight = (adf: unknown) => violations(adf).length === 0;
    fc.assert(
      fc.property(document, strangeDocument, (adf, odd) => {
        for (const one of [adf, odd].filter(isRight)) expect(isTaken(one)).toBe(true);
      }),
    );
    for (const [what, value] of WRONG) expect(isRight(value), what).toBe(false);
  });

  it('are made of lines, and read as lines', () => {
    expect(textOf(documentOf('one\n\ntwo\r\nthree'))).toBe('one\ntwo\nthree');
    expect(isTaken(documentOf('one\ntwo'))).toBe(true);
    expect([documentOf(' \n'), textOf(null)]).toEqual([null, '']);
    expect(textOf(toAdf('# A *b*\n\n- c\n- d\n  - e\n\n> f\n\n```\ng\n```\n\n| h | i |\n| - | - |\n'))).toBe(
      'A b\nc\nd\ne\nf\ng\nh\ni',
    );
  });
});
