/** Nouns that are numbered or lettered: what follows them tells one from the next. */
const NUMBERED: ReadonlySet<string> = new Set(
  (
    'appendix batch block chapter class day group iteration level milestone option part phase plan release round ' +
    'section sprint stage step team tier type variant version volume wave week'
  ).split(' '),
);

const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  [
    'zero',
    'one first',
    'two second',
    'three third',
    'four fourth',
    'five fifth',
    'six sixth',
    'seven seventh',
    'eight eighth',
    'nine ninth',
    'ten tenth',
  ].flatMap((words, value) => words.split(' ').map((word) => [word, String(value)])),
);

const ROMAN: ReadonlyMap<string, string> = new Map(
  'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'
    .split(' ')
    .map((roman, place) => [roman, String(place + 1)]),
);

/** Whether the word before calls for a number or a letter: `part b`, `phase i`. */
function isNumbered(word: string | undefined): boolean {
  return word !== undefined && NUMBERED.has(word);
}

/**
 * The numeral a folded word stands for, in one writing: `v1.0`, `1st`, `first`, `one` and, where a numeral may stand,
 * `i` are all `1`. Undefined for a word that is no numeral.
 */
export function numeral(word: string, before: string | undefined): string | undefined {
  if (/^v?\d/.test(word)) {
    const plain = /^v?(\d+(?:[.,]\d+)*)(?:st|nd|rd|th)?$/.exec(word)?.[1];
    return plain === undefined ? undefined : canonical(plain);
  }
  // "30 second timeout" speaks of time.
  if (word === 'second' && before !== undefined && /\d/.test(before)) return undefined;
  const spelled = NUMBER_WORDS.get(word);
  if (spelled !== undefined) return spelled;
  const roman = ROMAN.get(word);
  if (roman !== undefined && (word.length > 1 || isNumbered(before))) return roman;
  return word.length === 1 && isNumbered(before) ? word : undefined;
}

/** `10,000` is `10000`; `2.0` is `2`; `01` is `1`. */
function canonical(number: string): string {
  return number
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
    .split('.')
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('.')
    .replace(/(?:\.0)+$/, '');
}
