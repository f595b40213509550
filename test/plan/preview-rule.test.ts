import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertPreview } from '../../src/store/previews.ts';
import { previewRow } from '../previews/preview-row.ts';
import { DEPLOYER, MEMBER, openPlanWorld, type PlanWorld } from './plan-world.ts';

const RULE = 'integrations.require_preview_for_phase: QA';
const PLAN =
  '# Build\n## All\n- Make it @branch(feature/login)\n# QA\n## All\n- Try it @branch(feature/login)\n- Read it';

let world: PlanWorld;
beforeEach(async () => {
  world = await openPlanWorld({ integrations: { require_preview_for_phase: ['QA'] } });
  await importPlan(PLAN);
});
afterEach(() => world.close());

async function importPlan(text: string) {
  const shown = await world.plan.previewImport(DEPLOYER, text, 'markdown');
  if (!shown.ok) throw new Error(JSON.stringify(shown.problems));
  await world.plan.applyPlan(DEPLOYER, shown.diff);
}

function passed(changes: Parameters<typeof previewRow>[0] = {}) {
  return insertPreview(world.database.db, previewRow({ state: 'ready', qa_passed_by: 'U9', ...changes }));
}

const done = (ref: string) => world.plan.setStatus(MEMBER, ref, 'done');

describe('a microstep in a phase that takes a preview', () => {
  it('is not done before one of its branch passed QA; the refusal says so and what would mend it', async () => {
    await expect(done('p2.s1.ms1')).rejects.toMatchObject({
      rule: RULE,
      mend: { deploy: { microstep: 'p2.s1.ms1' } },
    });
    expect((await world.plan.get(MEMBER, 'p2.s1.ms1')).status).toBe('todo');
    expect(await world.actions()).toContain('policy.denied');
    await passed();
    expect((await done('p2.s1.ms1')).status).toBe('done');
  });

  it('may be in any other status, and in another phase be done', async () => {
    expect((await world.plan.setStatus(MEMBER, 'p2.s1.ms1', 'doing')).status).toBe('doing');
    expect((await done('p1.s1.ms1')).status).toBe('done');
  });

  it.each<[string, Parameters<typeof previewRow>[0]]>([
    ['of another branch', { branch: 'feature/other' }],
    ['that nobody marked', { qa_passed_by: null }],
    ['that failed since', { state: 'failed' }],
    ['that is removed', { state: 'expired' }],
    ['of another project', { project_id: 'web' }],
    ['of another workspace', { workspace_id: 'T2' }],
  ])('is not helped by a preview %s', async (_, changes) => {
    await passed(changes);
    await expect(done('p2.s1.ms1')).rejects.toMatchObject({ rule: RULE });
  });

  it('has, without a branch of its own, the preview that was deployed for it', async () => {
    await passed();
    await expect(done('p2.s1.ms2')).rejects.toMatchObject({ rule: RULE });
    const { id } = await world.plan.get(MEMBER, 'p2.s1.ms2');
    await passed({ id: 'pv-2', microstep_id: id, state: 'expiring' });
    expect((await done('p2.s1.ms2')).status).toBe('done');
  });

  it('is judged by the branch that it is given along with its status', async () => {
    await passed({ branch: 'feature/read' });
    const changes = { status: 'done', branch: 'feature/read' } as const;
    expect((await world.plan.update(MEMBER, 'p2.s1.ms2', changes)).status).toBe('done');
  });

  it('is not done by an import either', async () => {
    const text = PLAN.replace('- Try it', '- [x] Try it');
    await expect(importPlan(text)).rejects.toMatchObject({ rule: RULE });
    await passed();
    await importPlan(text);
    expect((await world.plan.get(MEMBER, 'p2.s1.ms1')).status).toBe('done');
  });

  it('is not done by its tracker, which changes the rest', async () => {
    const { id } = await world.plan.get(MEMBER, 'p2.s1.ms1');
    const apply = () =>
      world.database.transaction((transaction) =>
        world.plan.applyRemote(transaction, id, { status: 'done', title: 'Try it out' }, 'linear:ENG-3'),
      );
    expect(await apply()).toMatchObject({ refusal: { rule: RULE } });
    expect(await world.plan.get(MEMBER, 'p2.s1.ms1')).toMatchObject({ status: 'todo', title: 'Try it out' });
    await passed();
    expect(await apply()).toMatchObject({ refusal: undefined, row: { status: 'done' } });
    expect((await world.plan.get(MEMBER, 'p2.s1.ms1')).status).toBe('done');
  });
});
