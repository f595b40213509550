import type { MicrostepRow } from '../store/plan-schema.ts';
import type { CurrentPlan } from './current-plan.ts';
import { matchRefs } from './match-refs.ts';
import { MICROSTEP_FIELDS, type MicrostepField } from './microstep-fields.ts';
import type { ParsedMicrostep, ParsedPlan } from './parsed-plan.ts';

/** What one field was and is to be. */
export type FieldChange = {
  [F in MicrostepField]: { field: F; before: MicrostepRow[F]; after: MicrostepRow[F] };
}[MicrostepField];

/** A microstep that the import makes. */
export type PlannedMicrostep = Pick<MicrostepRow, MicrostepField> & { ref: string; position: number };

/** What importing a plan would do, as plain data. Everything is named by its reference. */
export interface PlanDiff {
  addedSections: { ref: string; title: string; position: number }[];
  renamedSections: { ref: string; before: string; after: string }[];
  added: PlannedMicrostep[];
  changed: { ref: string; title: string; changes: FieldChange[] }[];
  unchanged: string[];
  /** In the plan but not in the text: an import takes nothing away. */
  missing: { ref: string; title: string }[];
  /** What stands at another place in its section, phases and steps among it. */
  moved: { ref: string; position: number }[];
}

/** Whether importing would change nothing. */
export function isEmptyDiff(diff: PlanDiff): boolean {
  const { addedSections, renamedSections, added, changed, moved } = diff;
  return [addedSections, renamedSections, added, changed, moved].every((list) => list.length === 0);
}

/** What a microstep is to be other than it is. */
export function changesOf(changes: readonly FieldChange[]): Partial<Pick<MicrostepRow, MicrostepField>> {
  return Object.fromEntries(changes.map(({ field, after }) => [field, after]));
}

/** What is to change so that the plan says what the text says. Importing the outcome again gives an empty diff. */
export function diffPlan(current: CurrentPlan, { phases }: ParsedPlan): PlanDiff {
  const diff: PlanDiff = {
    addedSections: [],
    renamedSections: [],
    added: [],
    changed: [],
    unchanged: [],
    missing: [],
    moved: [],
  };
  for (const phase of placed(current, '', phases, diff)) {
    diffSection(current, phase, diff);
    for (const step of placed(current, phase.ref, phase.entry.steps, diff)) {
      diffSection(current, step, diff);
      for (const microstep of placed(current, step.ref, step.entry.microsteps, diff)) {
        diffMicrostep(current, microstep, diff);
      }
    }
  }
  const named = new Set([...diff.unchanged, ...diff.changed.map(({ ref }) => ref)]);
  for (const { ref, title } of current.microsteps.values())
    if (!named.has(ref)) diff.missing.push({ ref, title });
  return diff;
}

interface Placed<T> {
  ref: string;
  position: number;
  entry: T;
}

/** Gives each entry its reference and its place: in the text's order, and what the text does not name after that. */
function placed<T extends { ref?: string | undefined; title: string }>(
  current: CurrentPlan,
  parent: string,
  entries: readonly T[],
  diff: PlanDiff,
): Placed<T>[] {
  const existing = current.beneath(parent);
  const refs = matchRefs(parent, existing, entries);
  const wanted = new Set(refs);
  const order = [...refs, ...existing.map(({ ref }) => ref).filter((ref) => !wanted.has(ref))];
  const positions = new Map(order.map((ref, index) => [ref, index + 1]));
  for (const { ref, position } of existing) {
    const after = positions.get(ref) ?? position;
    if (after !== position) diff.moved.push({ ref, position: after });
  }
  return entries.map((entry, index) => ({ ref: refs[index] ?? '', position: index + 1, entry }));
}

function diffSection(
  current: CurrentPlan,
  { ref, position, entry }: Placed<{ title: string }>,
  diff: PlanDiff,
): void {
  const before = current.sections.get(ref);
  if (!before) diff.addedSections.push({ ref, title: entry.title, position });
  else if (before.title !== entry.title) {
    diff.renamedSections.push({ ref, before: before.title, after: entry.title });
  }
}

function diffMicrostep(
  current: CurrentPlan,
  { ref, position, entry }: Placed<ParsedMicrostep>,
  diff: PlanDiff,
): void {
  const before = current.microsteps.get(ref);
  if (!before) {
    diff.added.push({
      ref,
      position,
      title: entry.title,
      description: entry.description ?? '',
      status: entry.status ?? 'todo',
      priority: entry.priority ?? 'none',
      assignee: entry.assignee ?? null,
      branch: entry.branch ?? null,
    });
    return;
  }
  const changes = MICROSTEP_FIELDS.flatMap((field): FieldChange[] => {
    const after = entry[field];
    return after === undefined || after === before[field]
      ? []
      : [{ field, before: before[field], after } as FieldChange];
  });
  if (changes.length === 0) diff.unchanged.push(ref);
  else diff.changed.push({ ref, title: before.title, changes });
}
