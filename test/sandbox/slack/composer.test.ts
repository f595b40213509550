import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  composeCommandText,
  composeText,
  escapeText,
  linksIn,
  toRichText,
  unescapeText,
} from '../../../src/sandbox/slack/workspace/composer.ts';
import { freshState, PEOPLE } from '../../../src/sandbox/slack/workspace/seed.ts';

const names = { members: PEOPLE, channels: freshState().channels };

describe('what a person typed', () => {
  it.each([
    ['a < b & c', 'a &lt; b &amp; c'],
    ['@ada, look', '<@U01ADA00001>, look'],
    ['@Dee in #deploys', '<@U01DEE00001> in <#C01DEPLOYS1|deploys>'],
    ['@here now', '<!here> now'],
    ['mail ada@acme.example', 'mail ada@acme.example'],
    ['@nobody #nowhere &#deploys', '@nobody #nowhere &amp;<#C01DEPLOYS1|deploys>'],
    ['see https://a.example/?x=1&y=2#deploys now', 'see <https://a.example/?x=1&amp;y=2#deploys> now'],
  ])('%s is sent as %s', (typed, sent) => {
    expect(composeText(typed, names)).toBe(sent);
  });

  it('leaves mentions in a command alone unless the app asked for them', () => {
    expect(composeCommandText('for @ada & co', names, false)).toBe('for @ada &amp; co');
    expect(composeCommandText('for @ada in #deploys', names, true)).toBe(
      'for <@U01ADA00001|ada> in <#C01DEPLOYS1|deploys>',
    );
  });

  it('never reaches the app as markup it did not mean', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(escapeText(typed)).not.toMatch(/[<>]/);
        expect(unescapeText(escapeText(typed))).toBe(typed);
      }),
    );
  });

  it('becomes rich text', () => {
    const sent = composeText('@ada see https://a.example/?x=1&y=2', names);
    expect(linksIn(sent)).toEqual(['https://a.example/?x=1&y=2']);
    expect(toRichText(sent).elements).toEqual([
      {
        type: 'rich_text_section',
        elements: [
          { type: 'user', user_id: 'U01ADA00001' },
          { type: 'text', text: ' see ' },
          { type: 'link', url: 'https://a.example/?x=1&y=2' },
        ],
      },
    ]);
  });
});
