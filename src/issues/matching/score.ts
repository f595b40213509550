import { type Alignment, align, type Likeness } from './align.ts';
import { LINK_BAR } from './bars.ts';
import { contradict, isDoubtful } from './conflict.ts';
import { compare, type ParsedTitle, type Word } from './title.ts';

/** How much the words of a body of titles tell. */
export interface Corpus {
  /** The rarer a stem, the more; above 0. */
  weight(stem: string): number;
  has(stem: string): boolean;
}

/** Chosen on the tuning half of the labelled pairs. */
export const WEIGHTS = {
  /** What the words of the side with less left over cost: where both have some, one thing stands for another. */
  replaced: 1,
  /** What the words of the side with more left over cost: it may only say more. */
  extra: 0.5,
  /** What a replaced word costs beyond its share, so that a long title does not hide it. */
  swap: 0.2,
  contradiction: 0.5,
  likeness: { same: 1, kin: 0.75, slip: 0.85 } satisfies Record<Likeness, number>,
  /** "Add" is often left unsaid. */
  add: 0.3,
};

/** The highest score that links nothing by itself. */
const DOUBTFUL = LINK_BAR - 0.01;

/**
 * How alike two titles are, from 0 to 1, exactly symmetric. Shared words against those left over (a symmetric Tversky
 * index: Jimenez, Becerra and Gelbukh 2013), each by its weight; a contradiction takes half of it, and what is
 * doubtful stays below the bar of links.
 */
export function similarity(one: ParsedTitle, other: ParsedTitle, corpus: Corpus): number {
  // One order for both, so that not even rounding tells (a, b) from (b, a).
  const [a, b] = compare(one.signature, other.signature) <= 0 ? [one, other] : [other, one];
  const alignment = withoutTags(
    a,
    b,
    align(a, b, (stem) => corpus.has(stem)),
  );
  const alike = overlap(alignment, corpus);
  if (contradict(a, b, alignment)) return alike * WEIGHTS.contradiction;
  return isDoubtful(a, b, alignment) ? Math.min(alike, DOUBTFUL) : alike;
}

/** A word that the other title has as a tag is not left over. */
function withoutTags(a: ParsedTitle, b: ParsedTitle, { pairs, onlyA, onlyB }: Alignment): Alignment {
  return {
    pairs,
    onlyA: onlyA.filter(({ stem }) => !b.tags.has(stem)),
    onlyB: onlyB.filter(({ stem }) => !a.tags.has(stem)),
  };
}

function overlap({ pairs, onlyA, onlyB }: Alignment, corpus: Corpus): number {
  const weigh = (stem: string) => corpus.weight(stem) * (stem === 'add' ? WEIGHTS.add : 1);
  const total = (words: readonly Word[]) => words.reduce((sum, { stem }) => sum + weigh(stem), 0);
  let shared = 0;
  let missed = 0;
  for (const { a, b, likeness } of pairs) {
    const weight = Math.min(weigh(a), weigh(b));
    shared += weight * WEIGHTS.likeness[likeness];
    missed += weight * (1 - WEIGHTS.likeness[likeness]);
  }
  if (shared === 0) return 0;
  const leftA = total(onlyA) + missed;
  const leftB = total(onlyB) + missed;
  const less = Math.min(leftA, leftB);
  const more = Math.max(leftA, leftB);
  const mean = (2 * shared + leftA + leftB) / (2 * pairs.length + onlyA.length + onlyB.length);
  const swapped = less / (less + mean);
  return (shared / (shared + WEIGHTS.replaced * less + WEIGHTS.extra * more)) * (1 - WEIGHTS.swap * swapped);
}
