import { PostingList } from './posting-list.ts';
import type { Corpus } from './score.ts';
import { compare, type ParsedTitle, parseTitle } from './title.ts';

/** At most so many titles are compared with one. */
const MOST_CANDIDATES = 30;
/** At most so many entries of lists are read to find them. */
const MOST_LOOKED_AT = 400;
/** Of so many of a title's words the pairs are listed: beyond, the words alone have to do. */
const MOST_PAIRED = 10;

export interface Title {
  id: string;
  title: string;
}

/**
 * Titles by their words, so that only those with something telling in common are compared. Titles come and go one by
 * one; what is found depends on which titles are there, never on the order in which they came.
 */
export class TitleIndex implements Corpus {
  readonly #titles = new Map<string, ParsedTitle>();
  /** By stem. */
  readonly #words = new Map<string, PostingList>();
  /** By two stems, for words too common to tell anything alone, and by all stems of a title. */
  readonly #together = new Map<string, PostingList>();

  get size(): number {
    return this.#titles.size;
  }

  /** Puts a title in, in place of one of the same id. */
  add({ id, title }: Title): void {
    this.remove(id);
    const parsed = parseTitle(title);
    this.#titles.set(id, parsed);
    for (const stem of distinctStems(parsed)) listIn(this.#words, stem).add(id);
    for (const key of togetherKeys(parsed)) listIn(this.#together, key).add(id);
  }

  remove(id: string): void {
    const parsed = this.#titles.get(id);
    if (!parsed) return;
    this.#titles.delete(id);
    for (const stem of distinctStems(parsed)) takeOut(this.#words, stem, id);
    for (const key of togetherKeys(parsed)) takeOut(this.#together, key, id);
  }

  get(id: string): ParsedTitle | undefined {
    return this.#titles.get(id);
  }

  has(stem: string): boolean {
    return this.#words.has(stem);
  }

  /** Inverse document frequency, smoothed so that no word weighs nothing. */
  weight(stem: string): number {
    return 1 + Math.log((this.#titles.size + 1) / ((this.#words.get(stem)?.size ?? 0) + 1));
  }

  /**
   * The ids worth comparing: those of the very same words, and those that have the most telling things in common. So
   * many are looked at and so many returned at most, however many titles there are.
   */
  candidates(parsed: ParsedTitle): Set<string> {
    const same = this.#together.get(signatureKey(parsed))?.first(MOST_CANDIDATES) ?? [];
    const inCommon = [...this.#inCommon(parsed)].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
    return new Set([...same, ...inCommon.map(([id]) => id)].slice(0, MOST_CANDIDATES));
  }

  /** How much each title has in common with this one, by the rarest lists that both are in. */
  #inCommon(parsed: ParsedTitle): Map<string, number> {
    const stems = distinctStems(parsed).map((stem) => this.#words.get(stem));
    const together = togetherKeys(parsed).map((key) => this.#together.get(key));
    const lists = [...stems, ...together].filter((list) => list !== undefined);
    const telling = new Map<string, number>();
    let looked = 0;
    for (const list of lists.toSorted((a, b) => a.size - b.size)) {
      const weight = Math.log1p(this.#titles.size / list.size);
      for (const id of list.first(MOST_LOOKED_AT - looked)) telling.set(id, (telling.get(id) ?? 0) + weight);
      looked += Math.min(list.size, MOST_LOOKED_AT - looked);
      if (looked >= MOST_LOOKED_AT) break;
    }
    return telling;
  }
}

function listIn(lists: Map<string, PostingList>, key: string): PostingList {
  const known = lists.get(key);
  if (known) return known;
  const list = new PostingList();
  lists.set(key, list);
  return list;
}

function takeOut(lists: Map<string, PostingList>, key: string, id: string): void {
  const list = lists.get(key);
  list?.remove(id);
  if (list?.size === 0) lists.delete(key);
}

function distinctStems({ words }: ParsedTitle): string[] {
  return [...new Set(words.map(({ stem }) => stem))];
}

/** No stem has a space in it, so a pair is never the words of a title, which end in one. */
function signatureKey({ signature }: ParsedTitle): string {
  return `${signature} `;
}

function togetherKeys(parsed: ParsedTitle): string[] {
  const stems = distinctStems(parsed).slice(0, MOST_PAIRED);
  const pairs = stems.flatMap((one, place) => stems.slice(place + 1).map((other) => `${one} ${other}`));
  return parsed.words.length > 0 ? [...pairs, signatureKey(parsed)] : pairs;
}
