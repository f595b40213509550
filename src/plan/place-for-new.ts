import { Refusal } from '../governance/gate.ts';
import type { CurrentPlan } from './current-plan.ts';
import { formatSectionRef, freeRefs, parseRef, parseSectionRef } from './ref.ts';

const STEPS_NAMED = 10;

/**
 * Where a new microstep goes: to the end of the section asked for, a phase standing for its last step, or else of
 * the plan's last step. Throws `Refusal` where there is no such section.
 */
export function placeForNew(current: CurrentPlan, section: string | undefined) {
  const step = section === undefined ? lastStep(current) : stepOf(current, section);
  const place = parseRef(freeRefs(step, current.microsteps.keys())());
  if (!place) throw new Refusal(`${step} has as many microsteps as it can have.`);
  const last = current.beneath(step).at(-1)?.position ?? 0;
  return { ...place, position: last + 1 };
}

function lastStep({ beneath }: CurrentPlan): string {
  const phases = beneath('').map(({ ref }) => ref);
  const phase = phases.findLast((ref) => beneath(ref).length > 0) ?? phases.at(-1) ?? 'p1';
  return lastStepOf({ beneath }, phase);
}

function lastStepOf({ beneath }: Pick<CurrentPlan, 'beneath'>, phase: string): string {
  return beneath(phase).at(-1)?.ref ?? `${phase}.s1`;
}

function stepOf(current: CurrentPlan, section: string): string {
  const place = parseSectionRef(section);
  const ref = place && formatSectionRef(place);
  if (place && ref !== undefined && current.sections.has(ref)) {
    return place.step === 0 ? lastStepOf(current, ref) : ref;
  }
  const steps = [...current.sections.keys()].filter((known) => known.includes('.'));
  const known = steps.length > 0 ? steps.slice(0, STEPS_NAMED).join(', ') : 'none yet';
  throw new Refusal(`There is no step “${section.slice(0, 40)}”. Steps: ${known}.`);
}
