import { describe, expect, it } from 'vitest';
import { decide } from '../../src/governance/decide.ts';
import { type Policy, policySchema } from '../../src/governance/policy-schema.ts';
import type { DoneMicrostep } from '../../src/governance/rules/rule.ts';

const policy = policySchema.parse({ integrations: { require_preview_for_phase: ['QA', 'Private Beta'] } });
const decideDone = (given: Policy, ...done: DoneMicrostep[]) =>
  decide(given, 'plan.edit', { role: 'member', done });
const question = { ref: 'p2.s1.ms1', phase: 'QA', branch: 'feature/login', passed: false };

describe('a microstep that is to be done', () => {
  it.each<[string, string | undefined]>([
    ['QA', 'QA'],
    ['  qa ', 'QA'],
    ['Phase 3: QA', 'QA'],
    ['Private  beta', 'Private Beta'],
    ['Build', undefined],
    ['QAnon', undefined],
    ['Beta', undefined],
    ['', undefined],
  ])('a phase called %j falls under %j', (phase, name) => {
    const decision = decideDone(policy, { ...question, phase });
    expect(decision.allowed).toBe(name === undefined);
    if (name !== undefined) expect(decision.rule).toBe(`integrations.require_preview_for_phase: ${name}`);
  });

  it('is the first that did not pass, of several', () => {
    const passed = { ...question, ref: 'p2.s1.ms0', passed: true };
    expect(decideDone(policy, passed, question)).toMatchObject({
      allowed: false,
      mend: { deploy: { microstep: question.ref } },
    });
  });

  it('lets what passed be done', () => {
    expect(decideDone(policy, { ...question, passed: true }).allowed).toBe(true);
  });

  it.each([
    ['feature/login', 'Deploy feature/login'],
    [null, 'Deploy the branch'],
  ])('says what to do where the branch is %j', (branch, mend) => {
    expect(decideDone(policy, { ...question, branch })).toMatchObject({
      reason: expect.stringMatching(new RegExp(`none of p2\\.s1\\.ms1 has.*${mend}.*Mark QA passed`)),
    });
  });

  it('has no phases unless the policy names some, and none without a letter', () => {
    expect(decideDone(policySchema.parse({}), question).allowed).toBe(true);
    const odd = { integrations: { require_preview_for_phase: [' - '] } };
    expect(policySchema.safeParse(odd).success).toBe(false);
  });
});
