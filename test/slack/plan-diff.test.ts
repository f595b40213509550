import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PlanDiff } from '../../src/plan/diff-plan.ts';
import { viewErrors } from '../../src/sandbox/slack/block-kit/view.ts';
import { planDiffLines } from '../../src/slack/cards/plan-diff.ts';
import { importForm } from '../../src/slack/modals/import-form.ts';
import { sharedFileSchema } from '../../src/slack/shared-file.ts';
import { hostileText } from './hostile-text.ts';
import { expectSoundView } from './sound.ts';

const nothing: PlanDiff = {
  addedSections: [],
  renamedSections: [],
  added: [],
  changed: [],
  unchanged: [],
  missing: [],
  moved: [],
};
const microstep = { status: 'todo', priority: 'none', assignee: null, branch: null } as const;

it('shows any diff, problem and file in a view that Slack takes', () => {
  fc.assert(
    fc.property(hostileText, hostileText, fc.integer({ min: 1, max: 300 }), (one, other, count) => {
      const many = <T>(entry: (ref: string) => T) =>
        Array.from({ length: count }, (_, index) => entry(`p1.s1.ms${index + 1}`));
      const diff: PlanDiff = {
        addedSections: [{ ref: 'p1', title: one, position: 1 }],
        renamedSections: [{ ref: 'p2', before: one, after: other }],
        added: many((ref) => ({ ref, position: 1, title: one, description: other, ...microstep })),
        changed: many((ref) => ({
          ref,
          title: one,
          changes: [{ field: 'description', before: one, after: other }],
        })),
        unchanged: ['p9.s1.ms1'],
        missing: many((ref) => ({ ref, title: one })),
        moved: many((ref) => ({ ref, position: 2 })),
      };
      const shown = { diff, digest: 'x'.repeat(43) };
      const url = `https://files.slack.com/${'x'.repeat(900)}`;
      const file = sharedFileSchema.parse({ name: one, size: 1, url_private: url });
      expectSoundView(importForm({ shown, text: 'x'.repeat(3000) }), 'modal');
      const ofFile = importForm({ shown, file });
      expect(viewErrors(ofFile, 'modal')).toEqual([]);
      // Nobody sees what a form remembers.
      const seen = { ...ofFile, private_metadata: '' };
      expectSoundView(seen, 'modal');
      expectSoundView(importForm({ problems: many(() => ':warning: wrong') }), 'modal');
    }),
    { numRuns: 30 },
  );
});

it('names what it would do, and what stays', () => {
  const lines = planDiffLines({
    ...nothing,
    changed: [{ ref: 'p1.s1.ms1', title: 'A', changes: [{ field: 'branch', before: null, after: 'main' }] }],
    unchanged: ['p1.s1.ms2'],
    missing: Array.from({ length: 12 }, (_, index) => ({ ref: `p1.s1.ms${index + 3}`, title: 'B' })),
    moved: [{ ref: 'p1.s1.ms2', position: 1 }],
  });
  expect(lines.slice(0, 3)).toEqual([
    '*0 new, 1 changed, 1 moved, 1 as they are*',
    ':pencil2: `p1.s1.ms1` branch: – → main',
    ':arrow_up_down: `p1.s1.ms2` to place 1',
  ]);
  expect(lines.at(-1)).toMatch(/staying: `p1\.s1\.ms3`, .* and 2 more$/);
});
