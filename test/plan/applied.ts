import { type CurrentPlan, currentPlan } from '../../src/plan/current-plan.ts';
import type { PlanDiff } from '../../src/plan/diff-plan.ts';
import { newMicrostep } from '../../src/plan/new-microstep.ts';
import { parseRef, parseSectionRef } from '../../src/plan/ref.ts';

const NOW = new Date('2026-01-05T10:00:00.000Z');

/** The plan as it is after a diff, worked out without a database. */
export function applied(plan: CurrentPlan, diff: PlanDiff): CurrentPlan {
  const positions = new Map(diff.moved.map(({ ref, position }) => [ref, position]));
  const titles = new Map(diff.renamedSections.map(({ ref, after }) => [ref, after]));
  const changes = new Map(
    diff.changed.map((one) => [
      one.ref,
      Object.fromEntries(one.changes.map(({ field, after }) => [field, after])),
    ]),
  );
  const sections = [...plan.sections.values(), ...diff.addedSections].map(({ ref, title, position }) => ({
    ...parseSectionRef(ref)!,
    title: titles.get(ref) ?? title,
    position: positions.get(ref) ?? position,
  }));
  const kept = [...plan.microsteps.values()].map(({ ref, ...row }) => ({
    ...row,
    ...changes.get(ref),
    position: positions.get(ref) ?? row.position,
  }));
  const added = diff.added.map(({ ref, ...fields }) =>
    newMicrostep(
      { id: `id of ${ref}`, workspace_id: 'T1', project_id: 'default', ...parseRef(ref)!, ...fields },
      NOW,
    ),
  );
  return currentPlan(sections, [...kept, ...added]);
}
