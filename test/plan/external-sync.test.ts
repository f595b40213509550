import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertIssueLink } from '../../src/store/issue-links.ts';
import type { IssueLinkRow } from '../../src/store/issue-schema.ts';
import { issueLinkRow } from '../store/rows.ts';
import { DEPLOYER, MEMBER, openPlanWorld, type PlanWorld } from './plan-world.ts';

const rule = 'integrations.external_sync_required';

let world: PlanWorld;
let microstepId: string;
beforeEach(async () => {
  world = await openPlanWorld({ integrations: { external_sync_required: true } });
  microstepId = (await world.plan.add(MEMBER, 'Build')).id;
});
afterEach(() => world.close());

function link(state: IssueLinkRow['state']) {
  return insertIssueLink(world.database.db, issueLinkRow({ microstep_id: microstepId, state }));
}

describe('where every microstep has to be in a tracker', () => {
  it('none is done that is in none, and the refusal tells how it gets there', async () => {
    await expect(world.plan.setStatus(MEMBER, 'p1.s1.ms1', 'done')).rejects.toMatchObject({
      rule,
      message: expect.stringContaining('p1.s1.ms1. Link one first, with `/buildrunner link-issue`.'),
    });
    expect(await world.lines()).toEqual(['p1.s1.ms1 todo Build']);
    expect(await world.actions()).toEqual(['microstep.created', 'policy.denied']);
  });

  it.each<[IssueLinkRow['state'], boolean]>([
    ['linked', true],
    ['reserved', false],
    ['gone', false],
  ])('a link that is %s counts: %j', async (state, counts) => {
    await link(state);
    const done = world.plan.setStatus(MEMBER, 'p1.s1.ms1', 'done');
    await (counts ? expect(done).resolves.toBeDefined() : expect(done).rejects.toMatchObject({ rule }));
  });

  it('everything short of done is free', async () => {
    for (const status of ['doing', 'blocked', 'todo'] as const) {
      await world.plan.setStatus(MEMBER, 'p1.s1.ms1', status);
    }
  });

  it('none is made as done already', async () => {
    await expect(world.plan.add(MEMBER, 'Ship', { status: 'done' })).rejects.toMatchObject({ rule });
  });

  it('an import moves none to done, and takes in what was done before', async () => {
    await expect(world.plan.previewImport(DEPLOYER, '- [x] Build')).rejects.toMatchObject({ rule });
    const preview = await world.plan.previewImport(DEPLOYER, '- Build\n- [x] Done elsewhere');
    if (!preview.ok) throw new Error('it could not be read');
    await world.plan.applyPlan(DEPLOYER, preview.diff);
    expect(await world.lines()).toEqual(['p1.s1.ms1 todo Build', 'p1.s1.ms2 done Done elsewhere']);
  });
});
