import { z } from 'zod';
import { fieldSchemas } from './microstep-fields.ts';
import type { ParsedMicrostep, ParsedPlan } from './parsed-plan.ts';
import { kindOfRef, type RefKind } from './ref.ts';
import { checkRefs, settleRefs } from './settle-refs.ts';

/** The most that one plan may hold, and the longest text of one. */
export const PLAN_LIMITS = { bytes: 1_000_000, microsteps: 5_000, sections: 500 } as const;

const EXAMPLES: Readonly<Record<RefKind, string>> = { phase: 'p1', step: 'p1.s2', microstep: 'p1.s2.ms3' };

function ref(kind: RefKind) {
  return z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .refine((text) => kindOfRef(text) === kind, { error: `expected a reference like ${EXAMPLES[kind]}` })
    .optional();
}

/** A list that may be left out, or left empty as YAML writes it. */
function list<T extends z.ZodType>(entry: T) {
  return z
    .array(entry)
    .nullish()
    .transform((entries) => entries ?? []);
}

const { title, ...otherFields } = fieldSchemas;

const microstep = z
  .union([
    title,
    z.strictObject({ ref: ref('microstep'), title, ...z.strictObject(otherFields).partial().shape }),
  ])
  .transform((written): ParsedMicrostep => (typeof written === 'string' ? { title: written } : written));

const step = z.strictObject({ ref: ref('step'), title, microsteps: list(microstep) });

const phase = z.strictObject({ ref: ref('phase'), title, steps: list(step) });

/** A plan as the formats write it; gives it with every reference that can be told from others filled in. */
export const planSchema = z
  .strictObject({ phases: z.array(phase).min(1, { error: 'expected at least one phase' }) })
  .transform(settleRefs)
  .superRefine((plan, context) => {
    for (const message of tooLarge(plan)) context.addIssue({ code: 'custom', path: [], message });
    checkRefs(plan, (path, message) => context.addIssue({ code: 'custom', path, message }));
  });

function tooLarge({ phases }: ParsedPlan): string[] {
  const steps = phases.flatMap((phase) => phase.steps);
  const microsteps = steps.reduce((sum, step) => sum + step.microsteps.length, 0);
  return [
    ...overLimit(microsteps, PLAN_LIMITS.microsteps, 'microsteps'),
    ...overLimit(phases.length + steps.length, PLAN_LIMITS.sections, 'phases and steps'),
  ];
}

function overLimit(count: number, limit: number, what: string): string[] {
  return count > limit ? [`a plan has at most ${limit} ${what}, this one has ${count}`] : [];
}
