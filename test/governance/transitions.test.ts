import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/governance/decide.ts';
import { Refusal } from '../../src/governance/gate.ts';
import { policySchema } from '../../src/governance/policy-schema.ts';
import type { Move } from '../../src/governance/rules/rule.ts';
import { transitionAllowed } from '../../src/governance/rules/transitions.ts';
import { MICROSTEP_STATUSES, type MicrostepStatus } from '../../src/store/plan-schema.ts';
import { MEMBER, openPlanWorld } from '../plan/plan-world.ts';

const status = fc.constantFrom(...MICROSTEP_STATUSES);
const ways = fc.dictionary(status, fc.uniqueArray(status));

describe('transitions', () => {
  it('are all allowed where the policy says nothing', () => {
    const policy = policySchema.parse({});
    for (const from of MICROSTEP_STATUSES) {
      for (const to of MICROSTEP_STATUSES) expect(transitionAllowed(policy, from, to)).toBe(true);
    }
  });

  it.each<[MicrostepStatus, MicrostepStatus, boolean]>([
    ['todo', 'doing', true],
    ['todo', 'done', false],
    ['done', 'todo', false],
    ['done', 'done', true],
    ['blocked', 'done', true],
  ])('from %s to %s: %j', (from, to, expected) => {
    const policy = policySchema.parse({ microsteps: { allowed_transitions: { todo: ['doing'], done: [] } } });
    expect(transitionAllowed(policy, from, to)).toBe(expected);
  });

  it.each([{ ready: [] }, { todo: ['ready'] }, { todo: 'doing' }])('cannot be %j', (allowed_transitions) => {
    expect(policySchema.safeParse({ microsteps: { allowed_transitions } }).success).toBe(false);
  });

  it('are refused together, telling where each may go', () => {
    const policy = policySchema.parse({
      microsteps: { allowed_transitions: { todo: ['doing', 'blocked'], done: [] } },
    });
    const moves: Move[] = [
      { ref: 'p1.s1.ms1', from: 'todo', to: 'doing' },
      { ref: 'p1.s1.ms2', from: 'todo', to: 'done' },
      ...[1, 2, 3, 4, 5, 6].map((number): Move => ({ ref: `p2.s1.ms${number}`, from: 'done', to: 'todo' })),
    ];
    const { allowed, rule, reason } = decide(policy, 'plan.edit', { role: 'member', moves });
    expect({ allowed, rule }).toEqual({ allowed: false, rule: 'microsteps.allowed_transitions' });
    expect(reason).not.toContain('p1.s1.ms1');
    expect(reason).toContain(
      'p1.s1.ms2 is todo and cannot become done; from there it goes to: doing, blocked.',
    );
    expect(reason).toContain('p2.s1.ms1 is done and cannot become todo; from there it goes to: nowhere.');
    expect(reason).toContain('So it is with 2 more.');
  });

  it('hold for any policy and any sequence of moves', async () => {
    await fc.assert(
      fc.asyncProperty(ways, fc.array(status, { maxLength: 8 }), async (allowed, moves) => {
        const world = await openPlanWorld({ microsteps: { allowed_transitions: allowed } });
        const step = await world.plan.add(MEMBER, 'x');
        let now: MicrostepStatus = 'todo';
        let changes = 0;
        for (const to of moves) {
          const outcome = await world.plan
            .setStatus(MEMBER, 'p1.s1.ms1', to)
            .catch((error: unknown) => error);
          const isAllowed: boolean = now === to || (allowed[now]?.includes(to) ?? true);
          expect(outcome instanceof Refusal).toBe(!isAllowed);
          if (isAllowed && now !== to) changes += 1;
          if (isAllowed) now = to;
          expect((await world.plan.get(MEMBER, 'p1.s1.ms1')).status).toBe(now);
        }
        expect(await world.plan.history(MEMBER, step)).toHaveLength(changes);
        expect(world.told).toHaveLength(changes);
        await world.close();
      }),
      { numRuns: 40 },
    );
  });
});
