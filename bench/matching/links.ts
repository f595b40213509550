import { buildIndex, rankCandidates, type Title } from '../../src/issues/matching/index.ts';
import { plainWords } from './baselines.ts';
import { type LabelledPair, sameAcrossRows } from './labelled-pairs.ts';

export interface Links {
  right: LabelledPair[];
  /** Titles that would have been linked by themselves, and are not known to be the same work. */
  wrong: { issue: string; microstep: string }[];
}

/** Every microstep of the pairs, once each. */
export function planOf(pairs: readonly LabelledPair[]): Title[] {
  return [...new Set(pairs.map(({ microstep }) => microstep))].map((title) => ({ id: title, title }));
}

/** What is linked by itself when each issue is looked up in a plan of all microsteps. */
export function linksInPlan(pairs: readonly LabelledPair[]): Links {
  const index = buildIndex(planOf(pairs));
  return collect(pairs, (issue) => rankCandidates(issue, index)[0]);
}

/** What is linked by itself when an issue's own microstep is all there is: no runner-up, and no word is common. */
export function linksAlone(pairs: readonly LabelledPair[]): Links {
  return collect(pairs, (issue, microstep) => {
    const index = buildIndex([{ id: microstep, title: microstep }]);
    return rankCandidates(issue, index)[0];
  });
}

function collect(
  pairs: readonly LabelledPair[],
  look: (issue: string, microstep: string) => ReturnType<typeof rankCandidates>[number] | undefined,
): Links {
  const same = new Set([...pairs.filter(({ label }) => label === 'same'), ...sameAcrossRows()].map(both));
  const links: Links = { right: [], wrong: [] };
  for (const pair of pairs) {
    const found = look(pair.issue, pair.microstep);
    if (found?.verdict !== 'link') continue;
    const linked = { issue: pair.issue, microstep: found.id };
    const isRight = same.has(both(linked)) || isVerbatim(linked);
    if (!isRight) links.wrong.push(linked);
    else if (pair.label === 'same') links.right.push(pair);
  }
  return links;
}

function both({ issue, microstep }: { issue: string; microstep: string }): string {
  return `${issue} | ${microstep}`;
}

function isVerbatim({ issue, microstep }: { issue: string; microstep: string }): boolean {
  return plainWords(issue).join(' ') === plainWords(microstep).join(' ');
}
