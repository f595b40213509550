import type { ParsedPlan } from './parsed-plan.ts';
import { parentRef } from './ref.ts';

/** Fills in the references of phases and steps that those beneath them tell: over `p1.s2.ms3` stands `p1.s2`. */
export function settleRefs(plan: ParsedPlan): ParsedPlan {
  const phases = plan.phases.map((phase) => {
    const steps = phase.steps.map((step) => ({ ...step, ...ownOrTold(step.ref, step.microsteps) }));
    return { ...phase, ...ownOrTold(phase.ref, steps), steps };
  });
  return { phases };
}

function ownOrTold(ref: string | undefined, children: readonly { ref?: string | undefined }[]) {
  const told = ref ?? children.find((child) => child.ref !== undefined)?.ref;
  if (told === undefined) return {};
  return { ref: ref ?? parentRef(told) };
}

/**
 * Reports every reference that is given twice or stands under another one than its own, with the path to it. Takes
 * a plan with settled references.
 */
export function checkRefs(plan: ParsedPlan, report: (path: PropertyKey[], message: string) => void): void {
  const seen = new Set<string>();
  function check(path: PropertyKey[], ref: string | undefined, parent: string | undefined): void {
    if (ref === undefined) return;
    if (parent !== undefined && parentRef(ref) !== parent)
      report([...path, 'ref'], `${ref} stands under ${parent}`);
    if (seen.has(ref)) report([...path, 'ref'], `${ref} is there twice`);
    seen.add(ref);
  }
  for (const [p, phase] of plan.phases.entries()) {
    check(['phases', p], phase.ref, undefined);
    for (const [s, step] of phase.steps.entries()) {
      const path = ['phases', p, 'steps', s];
      check(path, step.ref, phase.ref);
      for (const [m, microstep] of step.microsteps.entries()) {
        check([...path, 'microsteps', m], microstep.ref, step.ref);
      }
    }
  }
}
