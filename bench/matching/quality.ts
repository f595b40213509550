import { buildIndex, LINK_BAR, SUGGEST_BAR, scoreTitles } from '../../src/issues/matching/index.ts';
import { parseTitle } from '../../src/issues/matching/title.ts';
import {
  bigramDice,
  jaccard,
  levenshteinRatio,
  plainWords,
  type Similarity,
  tfIdfCosine,
  tokenSetRatio,
} from './baselines.ts';
import { type Half, labelledPairs } from './labelled-pairs.ts';
import { planOf } from './links.ts';
import { bestBar, countAt, type Quality, qualityAt, safeBar, scoreAll } from './measures.ts';

export interface QualityRow extends Quality {
  what: string;
  /** At it and above a pair counts as the same. */
  bar: number;
  /** Held-out pairs at the bar of automatic links and above. */
  linked: { bar: number; right: number; wrong: number };
}

const OURS = 'BuildRunner';

/**
 * How well each way of comparing tells the held-out pairs apart. A baseline has the two bars that are best for it on
 * the tuning half (the best F1; the lowest without a wrong pair); BuildRunner has the bars it ships with.
 */
export function measureQuality(): QualityRow[] {
  const tuning = comparisons('tuning');
  return comparisons('held-out').map(({ what, scored }) => {
    const tuned = tuning.find((row) => row.what === what)?.scored ?? [];
    const bar = what === OURS ? SUGGEST_BAR : bestBar(tuned);
    const linkBar = what === OURS ? LINK_BAR : safeBar(tuned);
    return { what, bar, ...qualityAt(bar, scored), linked: { bar: linkBar, ...countAt(linkBar, scored) } };
  });
}

function comparisons(half: Half) {
  const pairs = labelledPairs(half);
  const plan = planOf(pairs);
  const titles = plan.map(({ title }) => title);
  const index = buildIndex(plan);
  const ourWords = (title: string) => parseTitle(title).words.map(({ stem }) => stem);
  const ways: [string, Similarity][] = [
    [OURS, (a, b) => scoreTitles(a, b, index)],
    ['TF-IDF cosine', tfIdfCosine(titles, plainWords)],
    ["TF-IDF cosine of BuildRunner's words", tfIdfCosine(titles, ourWords)],
    ['token set ratio', tokenSetRatio],
    ['Jaccard of words', jaccard],
    ['Dice of bigrams', bigramDice],
    ['Levenshtein ratio', levenshteinRatio],
  ];
  return ways.map(([what, similarity]) => ({ what, scored: scoreAll(pairs, similarity) }));
}
