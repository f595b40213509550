import { LEAD, LINK_BAR, SUGGEST_BAR } from './bars.ts';
import { similarity } from './score.ts';
import { compare, type ParsedTitle, parseTitle } from './title.ts';
import type { Title, TitleIndex } from './title-index.ts';

export interface Candidate {
  id: string;
  /** From 0 to 1. */
  score: number;
  /** `link`: sure, and no other title comes near. `suggest`: a person may say. `none`: too far apart. */
  verdict: 'link' | 'suggest' | 'none';
}

/** How many are given, and which titles of the index are left out: those a person has said no to. */
export interface RankOptions {
  limit?: number;
  except?: ReadonlySet<string>;
}

export interface Ranking {
  /** Of the title that was looked up. */
  id: string;
  /** Best first. */
  candidates: Candidate[];
}

/**
 * The titles of an index that are most like this one, best first. Only the first can be a link: at `LINK_BAR`, `LEAD`
 * ahead of the second, and of at least two words, for one word alone names no piece of work.
 */
export function rankCandidates(title: string, index: TitleIndex, options: RankOptions = {}): Candidate[] {
  const { limit = 5, except } = options;
  const parsed = parseTitle(title);
  const scored = [...index.candidates(parsed)]
    .flatMap((id) => {
      const other = except?.has(id) ? undefined : index.get(id);
      return other ? [{ id, other, score: similarity(parsed, other, index) }] : [];
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compare(a.id, b.id));
  const runnerUp = scored[1]?.score ?? 0;
  return scored.slice(0, limit).map(({ id, other, score }, place) => {
    const isAhead = place === 0 && score - runnerUp >= LEAD;
    const isLink = isAhead && score >= LINK_BAR && isTelling(parsed) && isTelling(other);
    return { id, score, verdict: isLink ? 'link' : score >= SUGGEST_BAR ? 'suggest' : 'none' };
  });
}

/**
 * Ranks many titles at once. A title of the index is linked with one of them at most: where several would be, the best
 * is, if it is `LEAD` ahead of the others; otherwise all of them are suggestions.
 */
export function matchAll(
  titles: Iterable<Title & Pick<RankOptions, 'except'>>,
  index: TitleIndex,
  { limit }: Pick<RankOptions, 'limit'> = {},
): Ranking[] {
  const rankings = [...titles].map(({ id, title, except }) => ({
    id,
    candidates: rankCandidates(title, index, { ...(limit && { limit }), ...(except && { except }) }),
  }));
  const links = rankings.flatMap(({ candidates: [first] }) => (first?.verdict === 'link' ? [first] : []));
  for (const claims of Map.groupBy(links, ({ id }) => id).values()) {
    const [best, second] = claims.sort((a, b) => b.score - a.score);
    const isClear = best !== undefined && best.score - (second?.score ?? 0) >= LEAD;
    for (const claim of claims) if (claim !== best || !isClear) claim.verdict = 'suggest';
  }
  return rankings;
}

function isTelling({ words, isCut }: ParsedTitle): boolean {
  return words.length > 1 && !isCut;
}
