import fc from 'fast-check';

const PIECES = [
  '<!channel>',
  '<!here|now>',
  '<@U0000001>',
  '<https://evil.example|ok>',
  '```',
  '`',
  '*bold*',
  '&amp;',
  '&',
  '<',
  '>',
  '|',
  '\u202e',
  '\u200b',
  '\u2066',
  '\u061c',
  '\u00ad',
  '@channel',
  '\ud83d\ude80',
  '\n',
  '\t',
  '"',
  'a long word ',
  'ünïcode ',
];

/** Text that other people may have written: pings, links, fences, marks that turn text around, up to 10,000 long. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(...PIECES).map((piece) => piece.repeat(Math.ceil(10_000 / piece.length))),
);
