import { similarity } from './score.ts';
import { parseTitle } from './title.ts';
import { type Title, TitleIndex } from './title-index.ts';

export { LEAD, LINK_BAR, SUGGEST_BAR } from './bars.ts';
export { type Candidate, matchAll, type Ranking, type RankOptions, rankCandidates } from './rank.ts';
export type { Corpus } from './score.ts';
export { type Title, TitleIndex } from './title-index.ts';

/** An index of titles; `add` and `remove` keep it up to date one title at a time. */
export function buildIndex(titles: Iterable<Title>): TitleIndex {
  const index = new TitleIndex();
  for (const title of titles) index.add(title);
  return index;
}

/**
 * How alike two titles are, from 0 to 1, each word weighted by how much it tells in this corpus. Symmetric; 1 where the
 * words are the same, 0 where one has none. At `LINK_BAR` or above nothing speaks against their being the same work.
 */
export function scoreTitles(a: string, b: string, corpus: TitleIndex): number {
  return similarity(parseTitle(a), parseTitle(b), corpus);
}
