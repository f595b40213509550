import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CurrentPlan, currentPlan } from '../../src/plan/current-plan.ts';
import { diffPlan, isEmptyDiff } from '../../src/plan/diff-plan.ts';
import { documentOf } from '../../src/plan/document-of.ts';
import { applied } from './applied.ts';
import { arbitraryPlan, plainTitle } from './arbitrary-plan.ts';
import { planOf } from './read-plan.ts';

const EMPTY = currentPlan([], []);

/** The plan that importing these texts one after the other leaves. */
function imported(...texts: string[]): CurrentPlan {
  return texts.reduce((plan, text) => applied(plan, diffPlan(plan, planOf(text))), EMPTY);
}

/** `p1.s1.ms1 Title`, in the plan's order. */
function lines(plan: CurrentPlan): string[] {
  return plan
    .beneath('')
    .flatMap((phase) => plan.beneath(phase.ref))
    .flatMap((step) => plan.beneath(step.ref))
    .map(({ ref, title }) => `${ref} ${title}`);
}

const THREE = '# A\n## B\n- x\n- y\n- z';

describe('importing', () => {
  it('numbers what is new in its order', () => {
    expect(lines(imported('# A\n## B\n- x\n- y\n## C\n- z\n# D\n- w'))).toEqual([
      'p1.s1.ms1 x',
      'p1.s1.ms2 y',
      'p1.s2.ms1 z',
      'p2.s1.ms1 w',
    ]);
  });

  it('keeps references where microsteps change places or come between', () => {
    expect(lines(imported(THREE, '# A\n## B\n- z\n- new\n- x\n- y'))).toEqual([
      'p1.s1.ms3 z',
      'p1.s1.ms4 new',
      'p1.s1.ms1 x',
      'p1.s1.ms2 y',
    ]);
  });

  it('keeps references where phases and steps do', () => {
    const plan = imported('# A\n## B\n- x\n## C\n- y', '# New\n## D\n- z\n# A\n## C\n- y\n## B\n- x');
    expect(lines(plan)).toEqual(['p2.s1.ms1 z', 'p1.s2.ms1 y', 'p1.s1.ms1 x']);
  });

  it('goes by the reference where a title is new', () => {
    const plan = imported(THREE);
    const diff = diffPlan(plan, planOf('# A, renamed (p1)\n## B\n- [x] why (p1.s1.ms2) @priority(high)'));
    expect(diff).toMatchObject({
      renamedSections: [{ ref: 'p1', before: 'A', after: 'A, renamed' }],
      changed: [
        {
          ref: 'p1.s1.ms2',
          title: 'y',
          changes: [
            { field: 'title', before: 'y', after: 'why' },
            { field: 'status', before: 'todo', after: 'done' },
            { field: 'priority', before: 'none', after: 'high' },
          ],
        },
      ],
      added: [],
    });
    expect(diff.missing.map(({ ref }) => ref)).toEqual(['p1.s1.ms1', 'p1.s1.ms3']);
  });

  it('changes nothing that is not said, and takes away what is said to be nothing', () => {
    const plan = imported('- [~] x @assignee(U1) @branch(a) @priority(low)\n  Why');
    expect(isEmptyDiff(diffPlan(plan, planOf('- x')))).toBe(true);
    expect(diffPlan(plan, planOf('- x @assignee()')).changed[0]?.changes).toEqual([
      { field: 'assignee', before: 'U1', after: null },
    ]);
  });

  it('only tells of what is missing', () => {
    const plan = imported(THREE, '# Other\n## Step\n- w');
    expect(lines(plan)).toEqual(['p2.s1.ms1 w', 'p1.s1.ms1 x', 'p1.s1.ms2 y', 'p1.s1.ms3 z']);
    expect(diffPlan(plan, planOf('# Other\n## Step\n- w')).missing).toHaveLength(3);
  });

  it('knows sections of which only microsteps tell', () => {
    const row = [...imported('- x').microsteps.values()].map(({ ref: _ref, ...rest }) => rest);
    expect(diffPlan(currentPlan([], row), planOf('- x\n- y')).added).toMatchObject([{ ref: 'p1.s1.ms2' }]);
  });
});

describe('any plan', () => {
  const plans = arbitraryPlan(plainTitle);

  it('is unchanged when imported again, whatever was there before', () => {
    fc.assert(
      fc.property(plans, plans, (first, second) => {
        const plan = applied(EMPTY, diffPlan(EMPTY, first));
        const after = applied(plan, diffPlan(plan, second));
        const again = diffPlan(after, second);
        expect(isEmptyDiff(again)).toBe(true);
        const said = second.phases.flatMap(({ steps }) => steps.flatMap(({ microsteps }) => microsteps));
        expect(again.unchanged).toHaveLength(said.length);
      }),
      { numRuns: 300 },
    );
  });

  it('never takes away, renumbers or doubles a reference', () => {
    fc.assert(
      fc.property(fc.array(plans, { minLength: 1, maxLength: 4 }), (imports) => {
        let plan = EMPTY;
        for (const one of imports) {
          const diff = diffPlan(plan, one);
          const refs = [...diff.added, ...diff.changed, ...diff.missing].map(({ ref }) => ref);
          const all = [...refs, ...diff.unchanged];
          expect(new Set(all).size).toBe(all.length);
          const after = applied(plan, diff);
          expect(all.toSorted()).toEqual([...after.microsteps.keys()].sort());
          for (const [ref, { id }] of plan.microsteps) expect(after.microsteps.get(ref)?.id).toBe(id);
          plan = after;
        }
      }),
    );
  });

  it('gives an empty diff when exported and imported', () => {
    fc.assert(
      fc.property(plans, (written) => {
        const plan = applied(EMPTY, diffPlan(EMPTY, written));
        expect(isEmptyDiff(diffPlan(plan, documentOf(plan)))).toBe(true);
      }),
    );
  });
});
