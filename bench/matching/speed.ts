import { buildIndex, matchAll, scoreTitles, type TitleIndex } from '../../src/issues/matching/index.ts';
import { parseTitle } from '../../src/issues/matching/title.ts';
import { tokenSetRatio } from './baselines.ts';
import { generate } from './generator.ts';

const SEED = 7;
const SAMPLE = 40;

export interface SpeedRow {
  /** So many issues against so many microsteps. */
  titles: number;
  buildMs: number;
  matchMs: number;
  /** Titles compared with one another. */
  comparisons: number;
}

export interface Found {
  /** Issues of the sample for which the index finds as good a microstep as comparing with every one does. */
  asGoodAsAll: number;
  sample: number;
}

export function measureSpeed(titles: number): SpeedRow {
  const { issues, microsteps } = generate(titles, SEED);
  const start = performance.now();
  const index = buildIndex(microsteps);
  const built = performance.now();
  matchAll(issues, index);
  const matched = performance.now();
  return {
    titles,
    buildMs: built - start,
    matchMs: matched - built,
    comparisons: comparisons(issues, index),
  };
}

export function comparisons(issues: readonly { title: string }[], index: TitleIndex): number {
  return issues.reduce((sum, { title }) => sum + index.candidates(parseTitle(title)).size, 0);
}

/** What comparing every issue with every microstep by token set ratio would take, from a sample of the issues. */
export function extrapolateNaiveMs(titles: number): number {
  const { issues, microsteps } = generate(titles, SEED);
  const start = performance.now();
  for (const issue of issues.slice(0, SAMPLE)) {
    for (const { title } of microsteps) tokenSetRatio(issue.title, title);
  }
  return ((performance.now() - start) / SAMPLE) * titles;
}

/** What is lost by comparing with few: nothing, where the best of all is among them. */
export function measureLoss(titles: number): Found {
  const { issues, microsteps } = generate(titles, SEED);
  const index = buildIndex(microsteps);
  const sample = issues.slice(0, SAMPLE);
  const asGoodAsAll = sample.filter(({ id, title }) => {
    const best = Math.max(...microsteps.map((microstep) => scoreTitles(title, microstep.title, index)));
    const found = matchAll([{ id, title }], index)[0]?.candidates[0]?.score ?? 0;
    return found >= best;
  }).length;
  return { asGoodAsAll, sample: sample.length };
}
