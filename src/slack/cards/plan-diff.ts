import type { FieldChange, PlanDiff } from '../../plan/diff-plan.ts';
import { code, escapeMrkdwn, truncate } from '../text.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_TITLE = 150;
const LONGEST_VALUE = 60;
/** How many are named that are in the plan and not in the text. */
const MISSING_NAMED = 10;

/** What importing a plan would change, a line each, with a summary first. */
export function planDiffLines(diff: PlanDiff): string[] {
  const { addedSections, renamedSections, added, changed, unchanged, missing, moved } = diff;
  const summary = [
    `${addedSections.length + added.length} new`,
    `${changed.length + renamedSections.length} changed`,
    `${moved.length} moved`,
    `${unchanged.length} as they are`,
  ].join(', ');
  return [
    `*${summary}*`,
    ...addedSections.map(({ ref, title }) => `:heavy_plus_sign: ${code(ref)} *${shown(title)}*`),
    ...renamedSections.map(
      ({ ref, before, after }) => `:pencil2: ${code(ref)} ${shown(before)} → ${shown(after)}`,
    ),
    ...added.map(({ ref, title, status }) => `:heavy_plus_sign: ${code(ref)} ${shown(title)} · ${status}`),
    ...changed.flatMap(({ ref, changes }) =>
      changes.map((change) => `:pencil2: ${code(ref)} ${told(change)}`),
    ),
    ...moved.map(({ ref, position }) => `:arrow_up_down: ${code(ref)} to place ${position}`),
    ...(missing.length === 0 ? [] : [staying(missing)]),
  ];
}

function told({ field, before, after }: FieldChange): string {
  const short = (value: string | null) => escapeMrkdwn(truncate(value || '–', LONGEST_VALUE));
  return `${field}: ${short(before)} → ${short(after)}`;
}

function staying(missing: PlanDiff['missing']): string {
  const refs = missing.slice(0, MISSING_NAMED).map(({ ref }) => code(ref));
  const more = missing.length > MISSING_NAMED ? ` and ${missing.length - MISSING_NAMED} more` : '';
  return `:pushpin: Not in the text, and staying: ${refs.join(', ')}${more}`;
}

function shown(title: string): string {
  return escapeMrkdwn(truncate(title, LONGEST_TITLE));
}
