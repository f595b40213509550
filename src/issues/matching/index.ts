import { titleWords } from './normalize.ts';

/** At or above it a title is suggested to a person. */
export const SUGGEST_BAR = 0.6;

/** A word that stands in more titles than this finds no candidates by itself: it tells too little. */
const MOST_POSTINGS = 400;

export interface Title {
  id: string;
  title: string;
}

export interface Candidate {
  id: string;
  /** From 0 to 1. */
  score: number;
  /** `link`: the very same words, and no other title has them. `suggest`: a person may say. */
  verdict: 'link' | 'suggest' | 'none';
}

/** Titles by their words, so that only those with a word in common are compared. */
export class TitleIndex {
  readonly #words = new Map<string, readonly string[]>();
  readonly #postings = new Map<string, Set<string>>();

  add({ id, title }: Title): void {
    this.remove(id);
    const words = [...new Set(titleWords(title))];
    this.#words.set(id, words);
    for (const word of words) {
      const ids = this.#postings.get(word) ?? new Set();
      this.#postings.set(word, ids.add(id));
    }
  }

  remove(id: string): void {
    for (const word of this.#words.get(id) ?? []) this.#postings.get(word)?.delete(id);
    this.#words.delete(id);
  }

  wordsOf(id: string): readonly string[] {
    return this.#words.get(id) ?? [];
  }

  /** How much a word tells: the rarer, the more. */
  weight(word: string): number {
    return Math.log(1 + (this.#words.size + 1) / ((this.#postings.get(word)?.size ?? 0) + 1));
  }

  /** The titles worth comparing with these words. */
  candidates(words: readonly string[]): Set<string> {
    const found = new Set<string>();
    const sets = words.map((word) => this.#postings.get(word) ?? new Set<string>());
    const telling = sets.filter(({ size }) => size <= MOST_POSTINGS);
    // Where every word is a common one, the rarest of them still has to do.
    const used = telling.length > 0 ? telling : sets.toSorted((a, b) => a.size - b.size).slice(0, 1);
    for (const ids of used) for (const id of ids) found.add(id);
    return found;
  }
}

export function buildIndex(titles: Iterable<Title>): TitleIndex {
  const index = new TitleIndex();
  for (const title of titles) index.add(title);
  return index;
}

/** How alike two titles are, from 0 to 1, each word weighted by how much it tells in this corpus. Symmetric. */
export function scoreTitles(a: string, b: string, corpus: TitleIndex): number {
  return similarity([...new Set(titleWords(a))], [...new Set(titleWords(b))], corpus);
}

/**
 * The titles of an index that are most like this one, best first. A link by itself takes the very same words, numbers
 * and all, in whatever order, and only one title that has them: "part 1" is not "part 2", nor is "v1" "v2".
 */
export function rankCandidates(title: string, index: TitleIndex, { limit = 5 } = {}): Candidate[] {
  const words = [...new Set(titleWords(title))];
  const scored = [...index.candidates(words)]
    .map((id) => ({ id, score: similarity(words, index.wordsOf(id), index) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
  const isAlone = scored[0] !== undefined && isSame(scored[0].score) && !isSame(scored[1]?.score ?? 0);
  return scored.slice(0, limit).map(({ id, score }, position) => {
    const verdict =
      position === 0 && isAlone && words.length > 1 ? 'link' : score >= SUGGEST_BAR ? 'suggest' : 'none';
    return { id, score, verdict };
  });
}

/** Rounding must not tell the same words apart. */
function isSame(score: number): boolean {
  return score > 1 - 1e-9;
}

/** Weighted overlap: what both have, of what either has. */
function similarity(a: readonly string[], b: readonly string[], corpus: TitleIndex): number {
  const inB = new Set(b);
  let shared = 0;
  let all = 0;
  for (const word of a) {
    const weight = corpus.weight(word);
    all += weight;
    if (inB.delete(word)) shared += weight;
  }
  for (const word of inB) all += corpus.weight(word);
  return all === 0 ? 0 : shared / all;
}
