import type { MicrostepPlace } from '../store/microsteps.ts';
import type { PlanSectionRow } from '../store/plan-schema.ts';

const REF = /^p([1-9]\d{0,3})(?:\.s([1-9]\d{0,3})(?:\.ms([1-9]\d{0,4}))?)?$/i;

export type RefKind = 'phase' | 'step' | 'microstep';

const KINDS = ['phase', 'step', 'microstep'] as const satisfies readonly RefKind[];
const LETTERS = ['p', 's', 'ms'] as const;
const HIGHEST = [9_999, 9_999, 99_999] as const;

/** `p1.s2.ms3` */
export function formatRef({ phase, step, number }: MicrostepPlace): string {
  return `p${phase}.s${step}.ms${number}`;
}

/** Undefined where the text is no reference. */
export function parseRef(text: string): MicrostepPlace | undefined {
  const [, phase, step, number] = REF.exec(text.trim()) ?? [];
  if (phase === undefined || step === undefined || number === undefined) return undefined;
  return { phase: Number(phase), step: Number(step), number: Number(number) };
}

/** `p1` for a phase, `p1.s2` for a step. */
export function formatSectionRef({ phase, step }: Pick<PlanSectionRow, 'phase' | 'step'>): string {
  return step === 0 ? `p${phase}` : `p${phase}.s${step}`;
}

/** `step` is 0 for a phase. Undefined where the text names neither phase nor step. */
export function parseSectionRef(text: string): Pick<PlanSectionRow, 'phase' | 'step'> | undefined {
  const [, phase, step, number] = REF.exec(text.trim()) ?? [];
  if (phase === undefined || number !== undefined) return undefined;
  return { phase: Number(phase), step: Number(step ?? 0) };
}

/** What a reference names; undefined where the text is none. */
export function kindOfRef(text: string): RefKind | undefined {
  return REF.test(text) ? KINDS[text.split('.').length - 1] : undefined;
}

/** `p1.s2.ms3` -> `p1.s2`, `p1.s2` -> `p1`, `p1` -> `` (the plan itself). */
export function parentRef(ref: string): string {
  return ref.slice(0, Math.max(ref.lastIndexOf('.'), 0));
}

/** `` -> `p1`, `p1` -> `p1.s1`, `p1.s2` -> `p1.s2.ms1`. */
function childRef(parent: string, number: number): string {
  const letters = LETTERS[depth(parent)];
  if (letters === undefined) throw new TypeError(`${parent} has nothing beneath it`);
  return parent === '' ? `${letters}${number}` : `${parent}.${letters}${number}`;
}

/** Gives one free reference beneath `parent` after another: after the highest, or, where numbers run out, in gaps. */
export function freeRefs(parent: string, taken: Iterable<string>): () => string {
  const given = new Set([...taken].filter((ref) => parentRef(ref) === parent).map(lastNumber));
  const limit = HIGHEST[depth(parent)] ?? 0;
  let number = [...given].reduce((highest, one) => Math.max(highest, one), 0);
  return () => {
    number += 1;
    if (number > limit) number = 1;
    while (given.has(number)) number += 1;
    given.add(number);
    return childRef(parent, number);
  };
}

function lastNumber(ref: string): number {
  return Number(/\d+$/.exec(ref)?.[0]);
}

function depth(ref: string): number {
  return ref === '' ? 0 : ref.split('.').length;
}
