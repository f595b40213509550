import type { Similarity } from './baselines.ts';
import type { LabelledPair } from './labelled-pairs.ts';

export interface Quality {
  precision: number;
  recall: number;
  f1: number;
}

export interface Scored extends LabelledPair {
  score: number;
}

export function scoreAll(pairs: readonly LabelledPair[], similarity: Similarity): Scored[] {
  return pairs.map((pair) => ({ ...pair, score: similarity(pair.issue, pair.microstep) }));
}

/** How well "the same at this bar and above" agrees with the labels. */
export function qualityAt(bar: number, scored: readonly Scored[]): Quality {
  const { right, wrong } = countAt(bar, scored);
  const same = scored.filter(({ label }) => label === 'same').length;
  const precision = right + wrong === 0 ? 1 : right / (right + wrong);
  const recall = right / same;
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** How many pairs at this bar and above are the same work, and how many are not. */
export function countAt(bar: number, scored: readonly Scored[]): { right: number; wrong: number } {
  const above = scored.filter(({ score }) => score >= bar);
  const right = above.filter(({ label }) => label === 'same').length;
  return { right, wrong: above.length - right };
}

/** The bar of the best F1. */
export function bestBar(scored: readonly Scored[]): number {
  return bars(scored).reduce((best, bar) =>
    qualityAt(bar, scored).f1 > qualityAt(best, scored).f1 ? bar : best,
  );
}

/** The lowest bar with no wrong pair at it or above; above 1 where there is none. */
export function safeBar(scored: readonly Scored[]): number {
  const highestWrong = Math.max(
    0,
    ...scored.filter(({ label }) => label === 'different').map(({ score }) => score),
  );
  return Math.min(2, ...scored.map(({ score }) => score).filter((score) => score > highestWrong));
}

function bars(scored: readonly Scored[]): number[] {
  return [...new Set(scored.map(({ score }) => score))].sort((a, b) => a - b);
}
