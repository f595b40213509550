import fc from 'fast-check';
import type { AdfMark, AdfNode } from '../../../../src/integrations/jira/adf/node.ts';

/** Text that tempts: signs of Markdown, blanks, words, addresses. */
export const temptingText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'*_`~[]()<>#-+!|\\&:.1 x'),
      fc.constantFrom(
        'word',
        ' ',
        '  ',
        'https://a.example/x_y',
        '1. ',
        '- ',
        '[ ] ',
        '&amp;',
        'www.a.b',
        '<b>',
      ),
      fc.constantFrom('ä', '日本', '😀', '“', '—'),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const mark = fc.constantFrom<AdfMark>(
  { type: 'strong' },
  { type: 'em' },
  { type: 'strike' },
  { type: 'underline' },
  { type: 'textColor', attrs: { color: '#ff0000' } },
  { type: 'link', attrs: { href: 'https://acme.example/a_(b)?c=d&e' } },
  { type: 'link', attrs: { href: 'javascript:alert(1)' } },
);

const text: fc.Arbitrary<AdfNode> = fc
  .tuple(temptingText, fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type }))
  .map(([words, marks]) =>
    marks.length > 0 ? { type: 'text', text: words, marks } : { type: 'text', text: words },
  );

const inline: fc.Arbitrary<AdfNode> = fc.oneof(
  { weight: 6, arbitrary: text },
  {
    weight: 1,
    arbitrary: temptingText.map((words) => ({ type: 'text', text: words, marks: [{ type: 'code' }] })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<AdfNode>(
      { type: 'hardBreak' },
      { type: 'mention', attrs: { id: 'ada', text: '@Ada' } },
      { type: 'emoji', attrs: { shortName: ':tada:', text: '🎉' } },
      { type: 'date', attrs: { timestamp: '1764000000000' } },
      { type: 'status', attrs: { text: 'LATE', color: 'red' } },
      { type: 'inlineCard', attrs: { url: 'https://acme.example/page' } },
    ),
  },
);

const inlines = fc.array(inline, { maxLength: 4 });
const paragraph = inlines.map((content): AdfNode => ({ type: 'paragraph', content }));

const heading = fc
  .tuple(fc.integer({ min: 1, max: 6 }), inlines)
  .map(([level, content]): AdfNode => ({ type: 'heading', attrs: { level }, content }));

const code = fc.tuple(fc.constantFrom('', 'ts', 'a b'), temptingText).map(
  ([language, text]): AdfNode => ({
    type: 'codeBlock',
    ...(language && { attrs: { language } }),
    content: [{ type: 'text', text: `${text}\n\n${text}` }],
  }),
);

const leaf = fc.constantFrom<AdfNode>(
  { type: 'rule' },
  { type: 'extension', attrs: { extensionKey: 'x', extensionType: 'y' } },
);

const picture = fc.constant<AdfNode>({
  type: 'mediaSingle',
  attrs: { layout: 'center' },
  content: [{ type: 'media', attrs: { id: 'm', type: 'file', collection: 'c', alt: 'a *screen*' } }],
});

const tasks = fc.array(fc.tuple(fc.boolean(), inlines), { minLength: 1, maxLength: 3 }).map(
  (items): AdfNode => ({
    type: 'taskList',
    attrs: { localId: 'l' },
    content: items.map(([done, content]) => ({
      type: 'taskItem',
      attrs: { localId: 'i', state: done ? 'DONE' : 'TODO' },
      content,
    })),
  }),
);

const table = fc
  .array(fc.array(paragraph, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .map(
    (rows): AdfNode => ({
      type: 'table',
      content: rows.map((cells) => ({
        type: 'tableRow',
        content: cells.map((cell) => ({ type: 'tableCell', content: [cell] })),
      })),
    }),
  );

/** Only one that is in no other begins elsewhere than at 1: micromark takes others for text below a paragraph. */
function listOf(items: fc.Arbitrary<AdfNode[]>, order = 1): fc.Arbitrary<AdfNode> {
  const kind = fc.constantFrom<Pick<AdfNode, 'type' | 'attrs'>>(
    { type: 'bulletList' },
    { type: 'orderedList', ...(order !== 1 && { attrs: { order } }) },
  );
  return fc
    .tuple(kind, fc.array(items, { minLength: 1, maxLength: 3 }))
    .map(([list, all]) => ({ ...list, content: all.map((content) => ({ type: 'listItem', content })) }));
}

const some = (nodes: fc.Arbitrary<AdfNode>) => fc.array(nodes, { minLength: 1, maxLength: 3 });

const { list } = fc.letrec<{ list: AdfNode }>((tie) => ({
  list: listOf(some(fc.oneof({ depthSize: 'small' }, paragraph, code, picture, tasks, tie('list')))),
}));

const plain = fc.oneof(paragraph, list, listOf(some(paragraph), 3), code, picture);
const quote = some(plain).map((content): AdfNode => ({ type: 'blockquote', content }));
const flowing = fc.oneof({ weight: 3, arbitrary: plain }, heading, leaf, tasks);
const panel = some(flowing).map(
  (content): AdfNode => ({ type: 'panel', attrs: { panelType: 'info' }, content }),
);
const within = fc.oneof({ weight: 3, arbitrary: flowing }, table, quote, panel);
const expand = some(within).map(
  (content): AdfNode => ({ type: 'expand', attrs: { title: 'More' }, content }),
);

const doc = (block: fc.Arbitrary<AdfNode>) =>
  fc
    .array(block, { maxLength: 4 })
    .map((content) => ({ type: 'doc' as const, version: 1 as const, content }));

/** Documents as Jira's editor makes them. */
export const document = doc(fc.oneof({ weight: 5, arbitrary: within }, expand));

/** Anything within anything, as apps and older versions leave it behind. */
export const strangeDocument = doc(
  fc.letrec<{ block: AdfNode }>((tie) => {
    const inside = some(fc.oneof({ depthSize: 'small' }, within, tie('block')));
    const wrapper = fc.constantFrom('blockquote', 'panel', 'bodiedExtension', 'expand', 'table', 'taskList');
    return {
      block: fc.oneof(
        { depthSize: 'small' },
        fc.tuple(wrapper, inside).map(([type, content]): AdfNode => ({ type, content })),
        listOf(inside),
      ),
    };
  }).block,
);

/** Any text, of Markdown's signs above all. */
export const markdown = fc.oneof(
  fc
    .array(
      fc.oneof(
        temptingText,
        fc.constantFrom(
          '\n',
          '\n\n',
          '\n  ',
          '\n> ',
          '\n- ',
          '\n1. ',
          '\n# ',
          '```\n',
          '\n| a | b |\n| - | - |\n',
        ),
      ),
      { maxLength: 10 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme' }),
);
