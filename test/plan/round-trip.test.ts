import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanDescription, cleanTitle } from '../../src/plan/microstep-fields.ts';
import { parsePlan, printPlan } from '../../src/plan/parse-plan.ts';
import { arbitraryPlan } from './arbitrary-plan.ts';
import { planOf } from './read-plan.ts';

describe.each(['yaml', 'markdown'] as const)('a plan printed in %s', (format) => {
  it('reads back as it was, whatever its texts hold', () => {
    fc.assert(
      fc.property(arbitraryPlan(), (plan) => {
        expect(planOf(printPlan(plan, format), format)).toEqual(plan);
      }),
      { numRuns: 300 },
    );
  });

  it('is told from the other format where its titles are plain', () => {
    fc.assert(
      fc.property(arbitraryPlan(fc.constantFrom('Build', 'Test: the form')), (plan) => {
        for (const phase of plan.phases)
          for (const step of phase.steps) for (const one of step.microsteps) delete one.description;
        expect(planOf(printPlan(plan, format))).toEqual(plan);
      }),
      { numRuns: 50 },
    );
  });

  it('never breaks the reader, whatever the text is', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('- [ ] x', '# A', '  - y', '```', 'phases:', '  - a'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const reading = parsePlan(lines.join('\n'), format);
        if (reading.ok) expect(planOf(printPlan(reading.plan, format), format)).toEqual(reading.plan);
        else expect(reading.problems[0]).toMatchObject({ message: expect.stringMatching(/./) });
      }),
      { numRuns: 300 },
    );
  });
});

describe('cleaning', () => {
  it('has nothing to do a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanTitle(cleanTitle(text))).toBe(cleanTitle(text));
        expect(cleanDescription(cleanDescription(text))).toBe(cleanDescription(text));
        expect(cleanTitle(text)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
