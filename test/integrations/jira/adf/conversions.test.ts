import { describe, expect, test } from 'vitest';
import { type AdfNode, paragraph, textNode } from '../../../../src/integrations/jira/adf/node.ts';
import { toAdf } from '../../../../src/integrations/jira/adf/to-adf.ts';
import { toMarkdown } from '../../../../src/integrations/jira/adf/to-markdown.ts';

const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const words = (text: string, ...marks: string[]) =>
  textNode(
    text,
    marks.map((type) => ({ type })),
  );
const item = (...content: AdfNode[]) => ({ type: 'listItem', content });
const inline = (...content: AdfNode[]) => doc(paragraph(content));
const link = (text: string, href: string) => textNode(text, [{ type: 'link', attrs: { href } }]);

describe('Markdown as ADF, and the same back', () => {
  test.each<[markdown: string, adf: unknown]>([
    ['', doc()],
    ['Words.', inline(words('Words.'))],
    [
      '**bold** *slanted* ~~gone~~ `code`',
      inline(
        words('bold', 'strong'),
        words(' '),
        words('slanted', 'em'),
        words(' '),
        words('gone', 'strike'),
        words(' '),
        words('code', 'code'),
      ),
    ],
    ['one\ntwo', inline(words('one'), { type: 'hardBreak' }, words('two'))],
    ['[docs](https://acme.example/a_b)', inline(link('docs', 'https://acme.example/a_b'))],
    [
      'See https://acme.example/a_b.',
      inline(words('See '), link('https://acme.example/a_b', 'https://acme.example/a_b'), words('.')),
    ],
    ['## Title', doc({ type: 'heading', attrs: { level: 2 }, content: [words('Title')] })],
    ['---', doc({ type: 'rule' })],
    ['> said', doc({ type: 'blockquote', content: [paragraph([words('said')])] })],
    [
      '```ts\nlet a = `b`;\n```',
      doc({ type: 'codeBlock', attrs: { language: 'ts' }, content: [words('let a = `b`;')] }),
    ],
    [
      '- one\n- two\n  1. deep',
      doc({
        type: 'bulletList',
        content: [
          item(paragraph([words('one')])),
          item(paragraph([words('two')]), {
            type: 'orderedList',
            content: [item(paragraph([words('deep')]))],
          }),
        ],
      }),
    ],
    [
      '3. three',
      doc({ type: 'orderedList', attrs: { order: 3 }, content: [item(paragraph([words('three')]))] }),
    ],
    [
      '- [ ] open\n- [x] closed',
      doc({
        type: 'taskList',
        attrs: { localId: 'tasks-0' },
        content: [
          { type: 'taskItem', attrs: { localId: 'task-0', state: 'TODO' }, content: [words('open')] },
          { type: 'taskItem', attrs: { localId: 'task-11', state: 'DONE' }, content: [words('closed')] },
        ],
      }),
    ],
    [
      '| a |\n| - |\n| 1 |',
      doc({
        type: 'table',
        content: [
          { type: 'tableRow', content: [{ type: 'tableHeader', content: [paragraph([words('a')])] }] },
          { type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph([words('1')])] }] },
        ],
      }),
    ],
    ['snake_case, a * b, 1 < 2 & [x]', inline(words('snake_case, a * b, 1 < 2 & [x]'))],
    ['\\*not slanted\\*', inline(words('*not slanted*'))],
    ['![picture](https://acme.example/a.png)', undefined],
    ['<b>HTML</b> is text', inline(words('<b>HTML</b> is text'))],
    ['[bad](javascript:alert)', inline(words('[bad](javascript:alert)'))],
  ])('%j', (markdown, adf) => {
    const converted = toAdf(markdown);
    if (adf) expect(converted).toEqual(adf);
    expect(toMarkdown(converted)).toBe(markdown);
  });
});

describe('what ADF does not have in a place is told there as it was written', () => {
  test.each<[markdown: string, content: unknown]>([
    ['> # Title', { type: 'blockquote', content: [paragraph([words('# Title')])] }],
    ['> > deep', { type: 'blockquote', content: [paragraph([words('deep')])] }],
    ['- > said', { type: 'bulletList', content: [item(paragraph([words('said')]))] }],
    [
      '- [x] a\n\n  more',
      {
        type: 'bulletList',
        content: [item(paragraph([words('[x] '), words('a')]), paragraph([words('more')]))],
      },
    ],
    ['-', { type: 'bulletList', content: [item(paragraph([]))] }],
  ])('%j', (markdown, content) => {
    expect(toAdf(markdown).content).toEqual([content]);
  });
});

describe('what Markdown does not have becomes what it says', () => {
  test.each<[what: string, nodes: AdfNode[], markdown: string]>([
    ['a mention', [paragraph([{ type: 'mention', attrs: { id: 'x', text: '@Ada' } }])], '@Ada'],
    ['an emoji', [paragraph([{ type: 'emoji', attrs: { shortName: ':tada:' } }])], ':tada:'],
    ['a date', [paragraph([{ type: 'date', attrs: { timestamp: '1764000000000' } }])], '2025-11-24'],
    ['a date that is none', [paragraph([words('on '), { type: 'date', attrs: { timestamp: 'x' } }])], 'on'],
    [
      'a card',
      [paragraph([{ type: 'inlineCard', attrs: { url: 'https://acme.example' } }])],
      'https://acme.example',
    ],
    ['a block card', [{ type: 'blockCard', attrs: { url: 'https://acme.example' } }], 'https://acme.example'],
    [
      'a picture',
      [{ type: 'mediaSingle', content: [{ type: 'media', attrs: { alt: 'screen' } }] }],
      '(attachment: screen)',
    ],
    [
      'a panel',
      [{ type: 'panel', attrs: { panelType: 'info' }, content: [paragraph([words('Note')])] }],
      'Note',
    ],
    [
      'an expand',
      [{ type: 'expand', attrs: { title: 'More' }, content: [paragraph([words('hidden')])] }],
      '**More**\n\nhidden',
    ],
    ['an app', [{ type: 'extension', attrs: { extensionKey: 'x' } }], '(extension)'],
    ['underlined and coloured text', [paragraph([words('a', 'underline'), words('b', 'textColor')])], 'ab'],
    ['a bold blank', [paragraph([words('a', 'strong'), words('b ', 'strong'), words('c')])], '**ab** c'],
    ['an empty paragraph', [paragraph([]), paragraph([words('a')]), paragraph([{ type: 'hardBreak' }])], 'a'],
    [
      'a decision',
      [{ type: 'decisionList', content: [{ type: 'decisionItem', content: [words('Yes')] }] }],
      '- Yes',
    ],
    [
      'a heading with a break',
      [{ type: 'heading', attrs: { level: 9 }, content: [words('a'), { type: 'hardBreak' }, words('b')] }],
      '###### a b',
    ],
  ])('%s', (_what, nodes, markdown) => {
    expect(toMarkdown(doc(...nodes))).toBe(markdown);
  });

  test.each([
    [null],
    [undefined],
    [7],
    [{}],
    [[]],
    [{ type: 'doc', content: 'x' }],
    [{ type: 'doc', content: [null, 7, {}] }],
  ])('nothing of what is no document: %j', (document) => {
    expect(toMarkdown(document)).toBe('');
  });
});

describe('what could break it does not', () => {
  test.each(['> ', '> - ', '- ', '1. '])('%j, thousands of them', (signs) => {
    for (const count of [30, 99, 10_000]) {
      expect(toMarkdown(toAdf(`${signs.repeat(count)}deep`))).toContain('deep');
    }
  });

  test('nodes within nodes, thousands of them', () => {
    let node: AdfNode = paragraph([words('deep')]);
    for (let depth = 0; depth < 5_000; depth += 1) node = { type: 'panel', content: [node] };
    expect(toMarkdown(doc(node, paragraph([words('shallow')])))).toContain('shallow');
  });
});
