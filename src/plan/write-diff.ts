import type { Transaction } from '../store/database.ts';
import { type MicrostepChanges, updateMicrostep } from '../store/microsteps.ts';
import { insertSectionsIfNew, updateSection } from '../store/plan-sections.ts';
import type { CurrentPlan, Section } from './current-plan.ts';
import type { PlanDiff } from './diff-plan.ts';
import { newMicrostep } from './new-microstep.ts';
import type { PlanOptions } from './plan-options.ts';
import type { Recorder } from './record.ts';
import { parseRef, parseSectionRef } from './ref.ts';

interface DiffWriter extends Pick<PlanOptions, 'now' | 'newId' | 'onChange'> {
  recorder: Recorder;
  where: { workspace_id: string; project_id: string };
  /** The plan that the diff is about. */
  current: CurrentPlan;
  actor: string;
}

/** Does all that a diff says. */
export async function writeDiff(transaction: Transaction, writer: DiffWriter, diff: PlanDiff): Promise<void> {
  const { recorder, where, current, actor, now, newId, onChange } = writer;
  await writeSections(transaction, writer, diff);

  const added = diff.added.map(({ ref, ...fields }) =>
    newMicrostep({ id: newId(), ...where, ...placeOf(ref, parseRef), ...fields }, now()),
  );
  await recorder.create(transaction, added, actor);

  for (const { ref, changes } of diff.changed) {
    const before = current.microsteps.get(ref);
    if (!before) continue;
    const { ref: _ref, ...row } = before;
    const wanted = Object.fromEntries(changes.map(({ field, after }) => [field, after])) as MicrostepChanges;
    const { changed } = await recorder.change(transaction, row, wanted, actor);
    await onChange(transaction, row.id, changed, actor);
  }
  for (const { ref, position } of diff.moved) {
    const moved = current.microsteps.get(ref);
    if (moved) await updateMicrostep(transaction, moved.id, { position });
  }
}

async function writeSections(
  transaction: Transaction,
  { where, current, now }: DiffWriter,
  diff: PlanDiff,
): Promise<void> {
  const at = now().toISOString();
  const row = ({ ref, title, position }: Section) => ({
    ...where,
    ...placeOf(ref, parseSectionRef),
    title,
    position,
    created_at: at,
    updated_at: at,
  });
  // Those that only microsteps told of until now have no row yet.
  await insertSectionsIfNew(transaction, ...[...current.sections.values(), ...diff.addedSections].map(row));
  for (const { ref, after } of diff.renamedSections) {
    const place = { ...where, ...placeOf(ref, parseSectionRef) };
    await updateSection(transaction, place, { title: after, updated_at: at });
  }
  for (const { ref, position } of diff.moved) {
    if (!current.sections.has(ref)) continue;
    await updateSection(transaction, { ...where, ...placeOf(ref, parseSectionRef) }, { position });
  }
}

function placeOf<T>(ref: string, parse: (text: string) => T | undefined): T {
  const place = parse(ref);
  if (place === undefined) throw new TypeError(`${ref} is no reference`);
  return place;
}
