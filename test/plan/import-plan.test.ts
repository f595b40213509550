import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { isEmptyDiff, type PlanDiff } from '../../src/plan/diff-plan.ts';
import { printPlan } from '../../src/plan/parse-plan.ts';
import { arbitraryPlan, plainTitle } from './arbitrary-plan.ts';
import { DEPLOYER, MEMBER, openPlanWorld, type PlanWorld } from './plan-world.ts';

let world: PlanWorld;
beforeEach(async () => {
  world = await openPlanWorld({ microsteps: { allowed_transitions: { done: ['doing'] } } });
});
afterEach(() => world.close());

async function diffOf(text: string, plan = world.plan): Promise<PlanDiff> {
  const preview = await plan.previewImport(DEPLOYER, text);
  if (!preview.ok) throw new Error(JSON.stringify(preview.problems));
  return preview.diff;
}

async function importText(text: string, plan = world.plan): Promise<void> {
  await plan.applyPlan(DEPLOYER, await diffOf(text, plan));
}

describe('an import', () => {
  it('does what was shown, and nothing the second time', async () => {
    await importText('# A\n## B\n- x\n- [~] y');
    await importText('# A\n## B\n- [x] y\n- w\n## C\n- z');
    expect(await world.lines()).toEqual([
      'p1.s1.ms2 done y',
      'p1.s1.ms3 todo w',
      'p1.s1.ms1 todo x',
      'p1.s2.ms1 todo z',
    ]);
    expect((await world.plan.sections(DEPLOYER)).map(({ ref, title }) => `${ref} ${title}`)).toEqual([
      'p1 A',
      'p1.s1 B',
      'p1.s2 C',
    ]);
    const before = await world.actions();
    await importText('# A\n## B\n- [x] y\n- w\n## C\n- z');
    expect(await world.actions()).toEqual(before);
  });

  it('leaves history and audit as any change does, and tells the hook of what changed', async () => {
    await importText('- x');
    await importText('- [~] X');
    const step = await world.plan.get(MEMBER, 'p1.s1.ms1');
    const history = await world.plan.history(MEMBER, step);
    expect(history.map(({ field, after, actor }) => [field, after, actor]).sort()).toEqual([
      ['status', 'doing', 'U2'],
      ['title', 'X', 'U2'],
    ]);
    expect(world.told).toEqual([{ id: step.id, changed: ['title', 'status'], actor: 'U2' }]);
    expect(await world.actions()).toEqual([
      'microstep.created',
      'plan.imported',
      'microstep.changed',
      'plan.imported',
    ]);
  });

  it('goes along with what was added by hand', async () => {
    await world.plan.add(MEMBER, 'By hand');
    await importText('# Build (p1)\n## Login (p1.s1)\n- Form');
    expect(await world.lines()).toEqual(['p1.s1.ms2 todo Form', 'p1.s1.ms1 todo By hand']);
    await world.plan.add(MEMBER, 'Last', { section: 'p1' });
    expect(await world.lines()).toEqual([
      'p1.s1.ms2 todo Form',
      'p1.s1.ms1 todo By hand',
      'p1.s1.ms3 todo Last',
    ]);
  });

  it('puts what is added later into the step that stands last', async () => {
    await importText('# A\n- x\n# B\n- y');
    await importText('# B\n- y\n# A\n- x');
    expect(await world.plan.add(MEMBER, 'z')).toMatchObject({ phase: 1, step: 1, number: 2 });
  });

  it('names what is wrong with a text, and where', async () => {
    expect(await world.plan.previewImport(DEPLOYER, '- x @priority(huge)')).toMatchObject({
      ok: false,
      problems: [{ line: 1, column: 1 }],
    });
  });

  it('takes the examples, the one after the other changing nothing', async () => {
    await importText(readFileSync('examples/plan.yml', 'utf8'));
    expect(await world.lines()).toHaveLength(7);
    expect(isEmptyDiff(await diffOf(readFileSync('examples/plan.md', 'utf8')))).toBe(true);
  });

  it.each(['yaml', 'markdown'] as const)('takes an export in %s and changes nothing', async (format) => {
    const open = await openPlanWorld();
    await fc.assert(
      fc.asyncProperty(arbitraryPlan(plainTitle), async (written) => {
        await importText(printPlan(written, 'yaml'), open.plan);
        const exported = await open.plan.exportPlan(MEMBER, format);
        expect(isEmptyDiff(await diffOf(exported, open.plan))).toBe(true);
      }),
      { numRuns: 15 },
    );
    await open.close();
  });

  it.each([
    ['# A\n## B\n- x\n\n  y\u2028phases: z', 'x'],
    [
      '\uFEFFphases:\n  - title: A\n    steps:\n      - title: B\n        microsteps:\n          - title: x',
      'x',
    ],
  ])('sees which format %j is in', async (plan, title) => {
    await importText(plan);
    const [step] = await world.plan.list(MEMBER, {});
    expect(step?.title).toBe(title);
  });

  it('keeps projects apart', async () => {
    await importText('- x', world.plan.of('web'));
    expect(await world.lines()).toEqual([]);
    expect(await world.lines(world.plan.of('web'))).toEqual(['p1.s1.ms1 todo x']);
  });
});

describe('an import is refused', () => {
  it('for members, before their text is read', async () => {
    await expect(world.plan.previewImport(MEMBER, '# #')).rejects.toThrow(Refusal);
    await expect(world.plan.applyPlan(MEMBER, await diffOf('- x'))).rejects.toThrow('deployer');
  });

  it('where the policy has no way, naming the rule, before and after it was shown', async () => {
    await importText('- [x] x\n- [ ] y');
    const refused = await world.plan.previewImport(DEPLOYER, '- [ ] x').catch((error: unknown) => error);
    expect(refused).toMatchObject({
      rule: 'microsteps.allowed_transitions',
      message: expect.stringContaining('p1.s1.ms1 is done and cannot become todo'),
    });
    const change = { field: 'status', before: 'done', after: 'todo' } as const;
    const forged = {
      ...(await diffOf('- x\n- y')),
      changed: [{ ref: 'p1.s1.ms1', title: 'x', changes: [change] }],
    };
    await expect(world.plan.applyPlan(DEPLOYER, forged)).rejects.toMatchObject({
      rule: 'microsteps.allowed_transitions',
    });
    expect(await world.lines()).toEqual(['p1.s1.ms1 done x', 'p1.s1.ms2 todo y']);
  });

  it.each<[string, string, (world: PlanWorld) => Promise<unknown>, string]>([
    [
      'a microstep was changed',
      '- [!] x',
      ({ plan }) => plan.setStatus(MEMBER, 'p1.s1.ms1', 'doing'),
      'p1.s1.ms1',
    ],
    ['a number was taken', '- x\n- y', ({ plan }) => plan.add(MEMBER, 'z'), 'p1.s1.ms2'],
    ['a section was made', '# Phase 1\n## New\n- y', () => importText('# Phase 1\n## Other\n- y'), 'p1.s2'],
    ['a section was renamed', '# Mine (p1)', () => importText('# Theirs (p1)'), 'p1'],
  ])('whole where %s since it was shown', async (_name, text, meanwhile, ref) => {
    await importText('- x');
    const diff = await diffOf(text);
    await meanwhile(world);
    const before = await world.lines();
    await expect(world.plan.applyPlan(DEPLOYER, diff)).rejects.toThrow(`since this was shown: ${ref}`);
    expect(await world.lines()).toEqual(before);
  });

  it('whole where the hook fails', async () => {
    await importText('- x');
    const diff = await diffOf('- [~] x\n- y');
    world.breakHook();
    await expect(world.plan.applyPlan(DEPLOYER, diff)).rejects.toThrow('the hook failed');
    expect(await world.lines()).toEqual(['p1.s1.ms1 todo x']);
  });

  it('where the plan would become too large', async () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `- x${from + index}`).join('\n');
    await importText(many(0, 5_000));
    expect(await world.lines()).toHaveLength(5_000);
    await expect(world.plan.previewImport(DEPLOYER, '- one more')).rejects.toThrow('at most 5000 microsteps');
    await expect(world.plan.add(MEMBER, 'one more')).rejects.toThrow('at most 5000 microsteps');
  });
});
