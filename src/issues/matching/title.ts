import { undress } from './decorations.ts';
import { fold } from './fold.ts';
import { canonicalStem, expansion, isStopWord, phraseAt } from './lexicon.ts';
import { numeral } from './numbers.ts';
import { stem } from './stem.ts';

/** So much of a title is read; one that is longer is never linked by itself. */
const LONGEST_TITLE = 500;
const MOST_WORDS = 64;
const LONGEST_WORD = 64;

const WORD = /v?\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that are written without spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

export interface Word {
  /** What two spellings or inflections of a word have in common. */
  stem: string;
  /** As written, folded: what slips of the pen are looked for in. */
  text: string;
  isNumber: boolean;
}

/** A title in the form in which it is compared; never for showing. */
export interface ParsedTitle {
  /** Every word that counts, as often as it stands there, by stem. */
  words: readonly Word[];
  /** The stems of `words` as they stand in the title. */
  order: readonly string[];
  /** The stems of `words` in one string: equal where the words are the same, in whatever order. */
  signature: string;
  /** Neighbours written as one: `time zone` gives `timezone`. */
  compounds: ReadonlyMap<string, readonly [string, string]>;
  keys: readonly string[];
  /** Stems of what brackets, scope and type say. */
  tags: ReadonlySet<string>;
  /** Stems that stand right after `from`, and after `to`: a move has a direction. */
  from: ReadonlySet<string>;
  to: ReadonlySet<string>;
  /** Whether there was more than is read. */
  isCut: boolean;
}

/** Reads a title of any length and script; one without letters and digits is one word, an empty one has none. */
export function parseTitle(title: string): ParsedTitle {
  const { text, keys, tags } = undress(title.slice(0, LONGEST_TITLE));
  const tokens = tokenize(text);
  const read = readWords(tokens);
  const inOrder = read.length > 0 ? read : [text.trim()].filter((all) => all !== '').map(plainWord);
  const asRead = inOrder.slice(0, MOST_WORDS);
  const words = asRead.toSorted((a, b) => compare(a.stem, b.stem) || compare(a.text, b.text));
  return {
    words,
    order: asRead.map(({ stem }) => stem),
    signature: words.map(({ stem }) => stem).join(' '),
    compounds: compounds(inOrder),
    keys,
    tags: new Set(tags.flatMap((tag) => readWords(tokenize(tag)).map(({ stem }) => stem))),
    from: following(tokens, ['from']),
    to: following(tokens, tokens.includes('replace') ? ['to', 'into', 'with', 'by'] : ['to', 'into']),
    isCut: title.length > LONGEST_TITLE || inOrder.length > MOST_WORDS,
  };
}

/** Order by code units: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function tokenize(title: string): string[] {
  const text = fold(title)
    .replace(/(?<=\p{L})\+\+/gu, 'plusplus')
    .replace(/(?<=\b[a-z])#/g, 'sharp')
    .replace(/n't\b/g, ' not')
    .replace(/'s\b/g, '');
  return (text.match(WORD) ?? []).flatMap((word) => (UNSPACED.test(word) ? segments(word) : [word]));
}

let segmenter: Intl.Segmenter | undefined;

function segments(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function readWords(tokens: readonly string[]): Word[] {
  const all = joinPhrases(tokens.flatMap(expansion).flatMap(splitUnits));
  const words = all.flatMap((text, place): Word[] => {
    const before = all[place - 1];
    const number = numeral(text, before);
    if (number !== undefined) return [{ stem: number, text: number, isNumber: true }];
    return isStopWord(text) ? [] : [plainWord(text)];
  });
  return words.length > 0 ? words : all.map(plainWord);
}

function plainWord(text: string): Word {
  const short = text.slice(0, LONGEST_WORD);
  return { stem: canonicalStem(short), text: short, isNumber: /\d/.test(short) };
}

/** `10mb` is `10 mb` and `oauth2` is `oauth 2`, but `q3`, `k8s` and `1st` are one. */
function splitUnits(word: string): string[] {
  const apart = /^(\d+)([a-z]+)$/.exec(word) ?? /^([a-z]{2,})(\d+)$/.exec(word);
  return apart && !/^\d+(?:st|nd|rd|th)$/.test(word) ? apart.slice(1) : [word];
}

function joinPhrases(tokens: readonly string[]): string[] {
  const stems = tokens.map(stem);
  const joined: string[] = [];
  for (let place = 0; place < tokens.length; ) {
    const phrase = phraseAt(stems, place);
    joined.push(...(phrase?.words ?? [tokens[place] ?? '']));
    place += phrase?.length ?? 1;
  }
  return joined;
}

function compounds(words: readonly Word[]): Map<string, readonly [string, string]> {
  const found = new Map<string, readonly [string, string]>();
  for (const [place, { text, stem: first, isNumber }] of words.entries()) {
    const next = words[place + 1];
    if (next && !isNumber && !next.isNumber) found.set(canonicalStem(text + next.text), [first, next.stem]);
  }
  return found;
}

function following(tokens: readonly string[], markers: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const [place, token] of tokens.entries()) {
    if (!markers.includes(token)) continue;
    const next = tokens.slice(place + 1).find((word) => !isStopWord(word));
    if (next !== undefined) found.add(canonicalStem(next));
  }
  return found;
}
