import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitMarker, withMarker } from '../../../src/integrations/github/marker.ts';

const text = fc.string({ unit: 'binary' }).filter((value) => !/\r/.test(value));

test('any text and any marker come back as they were', () => {
  fc.assert(
    fc.property(text, fc.string({ minLength: 1, unit: 'grapheme' }), (body, marker) => {
      fc.pre(!/\p{Surrogate}/u.test(marker));
      expect(splitMarker(withMarker(body, marker))).toEqual({ text: body, marker });
    }),
  );
});

test('a marker cannot end the comment it stands in', () => {
  const body = withMarker('text', 'a --> <b>');
  expect(body).toBe('text\n\n<!-- buildrunner:a%20--%3E%20%3Cb%3E -->');
});

test.each<[what: string, body: string | null | undefined, text: string, marker: string | undefined]>([
  ['no body', null, '', undefined],
  ['an absent body', undefined, '', undefined],
  ['no marker', 'Plain text\n', 'Plain text\n', undefined],
  ["line ends of GitHub's own editor", 'One\r\n\r\n<!-- buildrunner:m-1 -->\r\n', 'One', 'm-1'],
  ['nothing but the marker', '<!-- buildrunner:m-1 -->', '', 'm-1'],
  [
    'a quoted marker',
    '> text\n>\n> <!-- buildrunner:m-1 -->',
    '> text\n>\n> <!-- buildrunner:m-1 -->',
    undefined,
  ],
  [
    'a marker with an answer below',
    'a\n\n<!-- buildrunner:m-1 -->\nagreed',
    'a\n\n<!-- buildrunner:m-1 -->\nagreed',
    undefined,
  ],
  ['a broken marker', 'a\n\n<!-- buildrunner:%zz -->', 'a', undefined],
])('%s', (_what, body, text, marker) => {
  expect(splitMarker(body)).toEqual({ text, marker });
});
