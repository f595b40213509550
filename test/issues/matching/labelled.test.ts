import { describe, expect, it } from 'vitest';
import { type Half, labelledPairs } from '../../../bench/matching/labelled-pairs.ts';
import { linksAlone, linksInPlan } from '../../../bench/matching/links.ts';
import { measureQuality } from '../../../bench/matching/quality.ts';

const halves: Half[] = ['tuning', 'held-out'];
const all = halves.flatMap(labelledPairs);

describe('the labelled pairs', () => {
  it('are many, and as many the same as different', () => {
    const same = all.filter(({ label }) => label === 'same').length;
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(same / all.length).toBeCloseTo(0.5, 1);
  });

  it('share no title between the halves', () => {
    const [tuning, heldOut] = halves.map((half) =>
      labelledPairs(half).map(({ issue }) => issue.toLowerCase()),
    );
    expect(tuning?.filter((issue) => heldOut?.includes(issue))).toEqual([]);
  });

  it.each([
    ['the plan of all', linksInPlan],
    ['a plan of one', linksAlone],
  ])('have no wrong link in %s', (_, look) => {
    const links = look(all);
    expect(links.wrong).toEqual([]);
    expect(links.right.length).toBeGreaterThan(80);
  });

  it('are told apart better than any other way of comparing does', () => {
    const [ours, ...others] = measureQuality();
    expect(ours?.linked.wrong).toBe(0);
    for (const { f1 } of others) expect(ours?.f1).toBeGreaterThan(f1);
  });
});
