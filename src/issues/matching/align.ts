import { isOpposite } from './contrasts.ts';
import { isKin } from './lexicon.ts';
import { isSlip } from './slip.ts';
import { compare, type ParsedTitle, type Word } from './title.ts';

/** More words than these, left on both sides, are not looked at for kin and slips. */
const MOST_LEFT = 16;

export type Likeness = 'same' | 'kin' | 'slip';

export interface AlignedPair {
  a: string;
  b: string;
  likeness: Likeness;
}

/** Which words of two titles answer to one another, and which are left. */
export interface Alignment {
  pairs: readonly AlignedPair[];
  onlyA: readonly Word[];
  onlyB: readonly Word[];
}

/** `isKnown` tells whether a corpus has a word: two words that both are in use are no slip of one another. */
export function align(a: ParsedTitle, b: ParsedTitle, isKnown: (stem: string) => boolean): Alignment {
  const { pairs, onlyA, onlyB } = sameWords(a.words, b.words);
  if (onlyA.length === 0 || onlyB.length === 0) return { pairs, onlyA, onlyB };
  joinCompounds(onlyA, onlyB, b.compounds, pairs);
  joinCompounds(onlyB, onlyA, a.compounds, pairs);
  pairAlike(onlyA, onlyB, pairs, isKnown);
  return { pairs, onlyA, onlyB };
}

/** Both lists are ordered by stem. */
function sameWords(a: readonly Word[], b: readonly Word[]) {
  const pairs: AlignedPair[] = [];
  const onlyA: Word[] = [];
  const onlyB: Word[] = [];
  let atB = 0;
  for (const word of a) {
    let next = b[atB];
    while (next && next.stem < word.stem) {
      onlyB.push(next);
      atB += 1;
      next = b[atB];
    }
    if (next?.stem === word.stem) {
      pairs.push({ a: word.stem, b: word.stem, likeness: 'same' });
      atB += 1;
    } else onlyA.push(word);
  }
  onlyB.push(...b.slice(atB));
  return { pairs, onlyA, onlyB };
}

/** Takes `timezone` on one side and `time` and `zone` on the other for one another. */
function joinCompounds(
  whole: Word[],
  parts: Word[],
  compounds: ParsedTitle['compounds'],
  pairs: AlignedPair[],
): void {
  for (const word of [...whole]) {
    const [first, second] = compounds.get(word.stem) ?? [];
    const one = parts.find(({ stem }) => stem === first);
    const two = parts.find((part) => part.stem === second && part !== one);
    if (!one || !two) continue;
    for (const part of [one, two]) parts.splice(parts.indexOf(part), 1);
    whole.splice(whole.indexOf(word), 1);
    pairs.push({ a: word.stem, b: word.stem, likeness: 'same' });
  }
}

function pairAlike(
  onlyA: Word[],
  onlyB: Word[],
  pairs: AlignedPair[],
  isKnown: (stem: string) => boolean,
): void {
  const found: { a: Word; b: Word; likeness: Likeness; order: string }[] = [];
  for (const a of onlyA.slice(0, MOST_LEFT)) {
    for (const b of onlyB.slice(0, MOST_LEFT)) {
      const alike = likeness(a, b, isKnown);
      if (alike) found.push({ a, b, likeness: alike, order: [a.stem, b.stem].toSorted().join(' ') });
    }
  }
  // In an order that is the same whichever title is named first.
  const alike = found.sort((x, y) => compare(x.likeness, y.likeness) || compare(x.order, y.order));
  for (const { a, b, likeness } of alike) {
    if (!onlyA.includes(a) || !onlyB.includes(b)) continue;
    onlyA.splice(onlyA.indexOf(a), 1);
    onlyB.splice(onlyB.indexOf(b), 1);
    pairs.push({ a: a.stem, b: b.stem, likeness });
  }
}

function likeness(a: Word, b: Word, isKnown: (stem: string) => boolean): Likeness | undefined {
  if (a.isNumber || b.isNumber || isOpposite(a.stem, b.stem)) return undefined;
  if (isKin(a.stem, b.stem)) return 'kin';
  if (isKnown(a.stem) && isKnown(b.stem)) return undefined;
  return isSlip(a.text, b.text) || isSlip(a.stem, b.stem) ? 'slip' : undefined;
}
