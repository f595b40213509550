import type { MicrostepPlace } from '../store/microsteps.ts';

const REF = /^p([1-9]\d{0,3})\.s([1-9]\d{0,3})\.ms([1-9]\d{0,4})$/i;

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
