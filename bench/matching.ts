import { labelledPairs } from './matching/labelled-pairs.ts';
import { linksInPlan } from './matching/links.ts';
import { measureQuality, type QualityRow } from './matching/quality.ts';
import {
  extrapolateNaiveMs,
  type Found,
  measureLoss,
  measureSpeed,
  type SpeedRow,
} from './matching/speed.ts';

export interface MatchingResult {
  quality: QualityRow[];
  /** Of the held-out issues, each looked up in a plan of all held-out microsteps. */
  links: { right: number; wrong: number };
  speed: SpeedRow[];
  naiveMs: number;
  loss: Found;
}

/** Measures title matching, beside other ways of comparing titles, and prints it. */
export async function runMatchingBench(): Promise<MatchingResult> {
  const heldOut = labelledPairs('held-out');
  const quality = measureQuality();
  const { right, wrong } = linksInPlan(heldOut);
  console.log(`Title matching, ${heldOut.length} held-out pairs (bars chosen on the tuning half only):`);
  console.table(quality.map(qualityColumns));
  console.log(`Links by themselves in a plan: ${right.length} right, ${wrong.length} wrong.\n`);

  // Once for the compiler.
  measureSpeed(2_000);
  const speed = [5_000, 10_000, 20_000].map(measureSpeed);
  const naiveMs = extrapolateNaiveMs(10_000);
  const loss = measureLoss(10_000);
  console.log('As many issues as microsteps:');
  console.table(speed.map(speedColumns));
  console.log(
    `Token set ratio of every pair, 10,000 x 10,000: ${Math.round(naiveMs / 1_000)} s (extrapolated).`,
  );
  console.log(`As good a match as among all: ${loss.asGoodAsAll} of ${loss.sample} issues sampled.`);
  return { quality, links: { right: right.length, wrong: wrong.length }, speed, naiveMs, loss };
}

function qualityColumns({ what, bar, precision, recall, f1, linked }: QualityRow) {
  const round = (value: number) => Number(value.toFixed(3));
  const bars = { bar: round(bar), 'link bar': linked.bar > 1 ? 'none is safe' : round(linked.bar) };
  return {
    what,
    precision: round(precision),
    recall: round(recall),
    F1: round(f1),
    ...bars,
    'right links': linked.right,
    'wrong links': linked.wrong,
  };
}

function speedColumns({ titles, buildMs, matchMs, comparisons }: SpeedRow) {
  return { titles, 'build (ms)': Math.round(buildMs), 'match (ms)': Math.round(matchMs), comparisons };
}
