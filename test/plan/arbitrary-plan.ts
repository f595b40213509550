import fc from 'fast-check';
import { cleanDescription, cleanTitle } from '../../src/plan/microstep-fields.ts';
import type { ParsedMicrostep, ParsedPlan } from '../../src/plan/parsed-plan.ts';
import { settleRefs } from '../../src/plan/settle-refs.ts';
import { MICROSTEP_PRIORITIES, MICROSTEP_STATUSES } from '../../src/store/plan-schema.ts';

/** Pieces of text that mean something in one of the formats. */
const PIECES = [
  '\\',
  ' ',
  '#',
  '##',
  '- ',
  '* ',
  '1. ',
  '[ ] ',
  '[x] ',
  '[',
  ']',
  '(p1)',
  '(p1.s2.ms3)',
  '@branch(',
  '@assignee(U1)',
  '@priority(high)',
  ')',
  ':',
  "'",
  '"',
  '|',
  '>',
  '---',
  '===',
  '```',
  '~~~',
  '<!--',
  '-->',
  'phases:',
  '&a',
  '*a',
  '{',
  ',',
  '!',
  '%',
  '\t',
  'a',
  'B',
  'é',
  '\u00A0',
  '\u2028',
  '\uFEFF',
  '😀',
  'null',
  '~',
  '0',
  '\\-',
  'true',
] as const;

const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Few, so that titles are often alike. */
export const plainTitle = fc.constantFrom('Build', 'build ', 'Test', 'Ship', 'Write', 'Check');
const oddTitle = text.map(cleanTitle).filter((title) => title !== '');

const description = fc
  .array(
    fc.oneof(text, fc.constantFrom('- [ ] x', '  - [x] y', '\\- [ ] z', '```', '~~~~', '', '  indented')),
    {
      maxLength: 6,
    },
  )
  .map((lines) => cleanDescription(lines.join('\n')))
  .filter((cleaned) => cleaned !== '');

const branch = fc.constantFrom('main', 'feature/login', 'a(b)', ')(', '@x', '(p1)', null);

function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

function microstep(title: fc.Arbitrary<string>): fc.Arbitrary<ParsedMicrostep> {
  return fc.record({
    title,
    description: maybe(description),
    status: maybe(fc.constantFrom(...MICROSTEP_STATUSES)),
    priority: maybe(fc.constantFrom(...MICROSTEP_PRIORITIES)),
    assignee: maybe(fc.constantFrom('U1', 'W0AB', null)),
    branch: maybe(branch),
  });
}

/** Plans with the given titles, in which some things have references and others do not. */
export function arbitraryPlan(title: fc.Arbitrary<string> = oddTitle): fc.Arbitrary<ParsedPlan> {
  const step = fc.record({ title, microsteps: fc.array(microstep(title), { maxLength: 5 }) });
  const phase = fc.record({ title, steps: fc.array(step, { maxLength: 3 }) });
  const phases = fc.array(phase, { minLength: 1, maxLength: 3 });
  const named = fc.infiniteStream(fc.boolean());
  return fc.tuple(phases, named).map(([unnamed, isNamed]) => {
    const ref = (value: string) => (isNamed.next().value ? { ref: value } : {});
    return settleRefs({
      phases: unnamed.map((one, p) => ({
        ...one,
        ...ref(`p${p + 1}`),
        steps: one.steps.map((another, s) => ({
          ...another,
          ...ref(`p${p + 1}.s${s + 1}`),
          microsteps: another.microsteps.map((last, m) => ({
            ...last,
            ...ref(`p${p + 1}.s${s + 1}.ms${m + 1}`),
          })),
        })),
      })),
    });
  });
}
