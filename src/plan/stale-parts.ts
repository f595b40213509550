import type { CurrentPlan } from './current-plan.ts';
import type { PlanDiff } from './diff-plan.ts';

/** The references of what is no longer as it was when the diff was made, where the diff goes by it. */
export function staleParts(current: CurrentPlan, diff: PlanDiff): string[] {
  const { sections, microsteps } = current;
  return [
    ...diff.addedSections.filter(({ ref }) => sections.has(ref)),
    ...diff.renamedSections.filter(({ ref, before }) => sections.get(ref)?.title !== before),
    ...diff.added.filter(({ ref }) => microsteps.has(ref)),
    ...diff.changed.filter(({ ref, changes }) => {
      const row = microsteps.get(ref);
      return !row || changes.some(({ field, before }) => row[field] !== before);
    }),
    ...diff.moved.filter(({ ref }) => !sections.has(ref) && !microsteps.has(ref)),
  ].map(({ ref }) => ref);
}
