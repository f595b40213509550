import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMrkdwn } from '../../../src/sandbox/page/text/mrkdwn.ts';

const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const text = (value: string, style?: object) => ({ type: 'text', text: value, ...(style ? { style } : {}) });

describe('mrkdwn as Slack reads it', () => {
  test.each<[string, string, object[]]>([
    [
      'styles',
      '*b* _i_ ~s~',
      [
        text('b', { bold: true }),
        text(' '),
        text('i', { italic: true }),
        text(' '),
        text('s', { strike: true }),
      ],
    ],
    ['nested styles', '*a _b_*', [text('a ', { bold: true }), text('b', { bold: true, italic: true })]],
    ['inline code, in which nothing else is read', '`*a* _b_ :x:`', [text('*a* _b_ :x:', { code: true })]],
    ['bold code', '*`a`*', [text('a', { bold: true, code: true })]],
    ['markers inside words as they are', 'snake_case_name 2*3*4', [text('snake_case_name 2*3*4')]],
    ['a marker that is never closed as it is', '*a', [text('*a')]],
    [
      'an underscore in a link inside italics',
      '_<https://a.example/x_y|l>_',
      [{ type: 'link', url: 'https://a.example/x_y', text: 'l', style: { italic: true } }],
    ],
    ['emoji', 'ok :white_check_mark:', [text('ok '), { type: 'emoji', name: 'white_check_mark' }]],
    ['a time of day, which holds no emoji', '10:30:45', [text('10:30:45')]],
    ['a line that Markdown would take for a heading', '# not a heading', [text('# not a heading')]],
    ['a person', '<@U1|ada>', [{ type: 'user', user_id: 'U1' }]],
    ['a channel', '<#C1|qa>', [{ type: 'channel', channel_id: 'C1' }]],
    ['a broadcast', '<!here>', [{ type: 'broadcast', range: 'here' }]],
    ['a user group', '<!subteam^S1>', [{ type: 'usergroup', usergroup_id: 'S1' }]],
    [
      'a date',
      '<!date^1392734382^{date_short}|Feb 18>',
      [{ type: 'date', timestamp: 1392734382, format: '{date_short}' }],
    ],
    [
      'a link without words',
      '<https://a.example?x=1&amp;y=2>',
      [{ type: 'link', url: 'https://a.example?x=1&y=2' }],
    ],
    [
      'an escaped broadcast as the characters it is',
      '&lt;!channel&gt; &amp;amp;',
      [text('<!channel> &amp;')],
    ],
    ['a script URL as the characters it is', '<javascript:alert(1)|x>', [text('<javascript:alert(1)|x>')]],
  ])('reads %s', (_name, source, elements) => {
    expect(parseMrkdwn(source)).toEqual([section(...elements)]);
  });

  test('keeps a code block as it is but for links and mentions', () => {
    expect(parseMrkdwn('before\n```\n  *a*  <https://a.example|l>\n```\nafter')).toEqual([
      section(text('before')),
      {
        type: 'rich_text_preformatted',
        border: 0,
        elements: [text('  *a*  '), { type: 'link', url: 'https://a.example', text: 'l' }],
      },
      section(text('after')),
    ]);
  });

  test('gathers quoted lines into one quote', () => {
    expect(parseMrkdwn('&gt; one\n&gt;two\nthree')).toEqual([
      { type: 'rich_text_quote', elements: [text('one'), text('\n'), text('two')] },
      section(text('three')),
    ]);
  });

  test('never loses a word', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    const glue = fc.constantFrom(' ', '\n', ' *', '* ', ' _', '_ ', '`', '~', ' # ', ': ', '&lt;', '> ');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, glue), { minLength: 1 }), (pairs) => {
        const shown = JSON.stringify(parseMrkdwn(pairs.flat().join('')));
        for (const [each] of pairs) expect(shown).toContain(each);
      }),
    );
  });
});
