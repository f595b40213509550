import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepOutcome } from '../../src/previews/step-outcome.ts';
import { waitingWorkflowSteps } from '../../src/store/workflow-steps.ts';
import { previewRow } from './preview-row.ts';
import { DEPLOYER, openPreviewWorld, type PreviewWorld } from './preview-world.ts';

const STEP = { workspaceId: 'T1', executionId: 'Fx1' };

let world: PreviewWorld;
beforeEach(async () => {
  world = await openPreviewWorld();
});
afterEach(() => world.close());

const ask = (branch = 'feature/login') =>
  world.previews.request(DEPLOYER, { branch, channel: 'C1', workflowStep: STEP });

async function end(id: string, state: 'ready' | 'failed') {
  const preview = (await world.all()).find((candidate) => candidate.id === id);
  world.platform.end(preview?.external_id ?? '', state);
  await world.pass(2_000);
}

describe('a step of a workflow', () => {
  it('has one preview, however often it is asked for', async () => {
    const { id } = await ask();
    expect((await ask()).id).toBe(id);
    expect(await world.all()).toHaveLength(1);
  });

  it('is completed when its preview ends, and not before', async () => {
    const { id } = await ask();
    await world.pass(0);
    expect(world.completed).toEqual([]);
    await end(id, 'ready');
    expect(world.completed).toEqual(['Fx1']);
  });

  it('is completed when no preview could be asked for', async () => {
    await world.workflowSteps.refuse(STEP, 'No.');
    await world.pass(0);
    expect(world.completed).toEqual(['Fx1']);
    // What was refused once stays so: an event that is acted on again changes nothing.
    await expect(ask()).rejects.toThrow('No.');
    expect(await world.all()).toEqual([]);
  });

  it('is looked at again after a restart, until Slack was told', async () => {
    await ask();
    await world.pass(0);
    await world.work.resume();
    await world.pass(0);
    expect(world.completed).toEqual(['Fx1']);
    expect(await waitingWorkflowSteps(world.database.db)).toHaveLength(1);
  });

  it.each([
    ['requested', undefined],
    ['queued', undefined],
    ['building', undefined],
    ['ready', { ok: true, outputs: { preview_id: 'pv-7k3m9x', state: 'ready', url: 'https://a.example' } }],
    ['expiring', { ok: true, outputs: { state: 'ready' } }],
    ['failed', { ok: false, reason: expect.stringContaining('No such branch.') }],
    ['cancelled', { ok: false, reason: expect.stringContaining('cancelled') }],
    ['expired', { ok: false, reason: expect.stringContaining('removed') }],
  ] as const)('%s', (state, outcome) => {
    const preview = previewRow({ state, url: 'https://a.example', failure: 'No such branch.' });
    const found = stepOutcome(preview);
    if (outcome === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(outcome);
  });
});
