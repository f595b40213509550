import type { Executor } from '../store/database.ts';
import { microstepsOf } from '../store/microsteps.ts';
import type { MicrostepRow, PlanSectionRow } from '../store/plan-schema.ts';
import { sectionsOf } from '../store/plan-sections.ts';
import { formatRef, formatSectionRef, parentRef } from './ref.ts';

/** A phase or a step as it is. */
export interface Section {
  ref: string;
  title: string;
  position: number;
}

/** A microstep as it is, under what people call it. */
export type Microstep = MicrostepRow & { ref: string };

/** All of a project's plan: sections and microsteps by their references, each in the plan's order. */
export interface CurrentPlan {
  sections: ReadonlyMap<string, Section>;
  microsteps: ReadonlyMap<string, Microstep>;
  /** What stands beneath a section, in its order; phases stand beneath ``. */
  beneath(parent: string): readonly (Section | Microstep)[];
}

export async function readCurrentPlan(
  executor: Executor,
  workspaceId: string,
  projectId: string,
): Promise<CurrentPlan> {
  return currentPlan(
    await sectionsOf(executor, workspaceId, projectId),
    await microstepsOf(executor, workspaceId, projectId),
  );
}

/** Puts rows together; sections that only microsteps tell of get the titles they are made with. */
export function currentPlan(
  sectionRows: readonly Pick<PlanSectionRow, 'phase' | 'step' | 'title' | 'position'>[],
  microstepRows: readonly MicrostepRow[],
): CurrentPlan {
  const known = new Map<string, Section>();
  const told = [
    ...sectionRows,
    ...microstepRows.flatMap(({ phase, step }) => [defaultSection(phase), defaultSection(phase, step)]),
  ];
  for (const section of told) {
    const ref = formatSectionRef(section);
    if (!known.has(ref)) known.set(ref, { ref, title: section.title, position: section.position });
  }
  const microsteps = microstepRows.map((row) => ({ ...row, ref: formatRef(row) }));
  const children = Map.groupBy<string, Section | Microstep>([...known.values(), ...microsteps], ({ ref }) =>
    parentRef(ref),
  );
  for (const siblings of children.values()) {
    siblings.sort((a, b) => a.position - b.position || compareSiblings(a.ref, b.ref));
  }
  const beneath = (parent: string) => children.get(parent) ?? [];
  const ordered = beneath('').flatMap((phase) => [phase, ...beneath(phase.ref)]);
  return {
    sections: new Map(ordered.map((section) => [section.ref, section])),
    microsteps: new Map(microsteps.map((microstep) => [microstep.ref, microstep])),
    beneath,
  };
}

/** What a section is like that was made because a microstep needed one. `step` 0 is the phase itself. */
export function defaultSection(phase: number, step = 0) {
  const title = step === 0 ? `Phase ${phase}` : `Step ${step}`;
  return { phase, step, title, position: step === 0 ? phase : step };
}

/** By number: the length goes first, as there are no leading zeros. */
function compareSiblings(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
