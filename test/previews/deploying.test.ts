import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import type { DeploymentState } from '../../src/integrations/contract.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import { DEPLOYER, openPreviewWorld, type PreviewWorld } from './preview-world.ts';

let world: PreviewWorld;
beforeEach(async () => {
  world = await openPreviewWorld();
});
afterEach(() => world.close());

const request = { branch: 'feature/login', channel: 'C1' };

async function only() {
  const [preview, ...others] = await world.all();
  expect(others).toEqual([]);
  return preview!;
}

describe('a preview', () => {
  it('is deployed and followed to its end by asking alone', async () => {
    await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    expect(await only()).toMatchObject({ state: 'queued', external_id: 'dpl_1' });
    world.platform.end('dpl_1', 'building');
    await world.pass(2_000);
    expect((await only()).state).toBe('building');
    world.platform.end('dpl_1', 'ready');
    await world.pass(5_000);
    expect(await only()).toMatchObject({ state: 'ready', url: 'https://dpl_1.example' });
    const asked = world.platform.calls.length;
    await world.pass(3_600_000);
    expect(world.platform.calls).toHaveLength(asked);
  });

  it('is brought to its end at once by a webhook', async () => {
    await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    world.platform.end('dpl_1', 'ready');
    await world.hear({ kind: 'deployment', externalId: 'dpl_1', state: 'ready', target: 'preview' });
    expect((await only()).state).toBe('ready');
  });

  it('is asked about where a webhook does not say which deployment it means', async () => {
    await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    world.platform.end('dpl_1', 'ready');
    await world.hear({ kind: 'deployment', state: 'building', target: 'preview' });
    expect((await only()).state).toBe('ready');
  });

  it('promise 6: ends alike whatever webhooks come, doubled, missing, in any order', async () => {
    const heard = fc.array(
      fc.constantFrom<DeploymentState>('queued', 'building', 'ready', 'failed', 'cancelled'),
      {
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        heard,
        fc.constantFrom<DeploymentState>('ready', 'failed', 'cancelled'),
        async (events, end) => {
          const own = await openPreviewWorld();
          try {
            await own.previews.request(DEPLOYER, request);
            await own.pass(0);
            const half = Math.floor(events.length / 2);
            const hear = (state: DeploymentState) =>
              own.hear({ kind: 'deployment', externalId: 'dpl_1', state, target: 'preview' });
            for (const state of events.slice(0, half)) await hear(state);
            own.platform.end('dpl_1', end);
            for (const state of events.slice(half)) await hear(state);
            await own.pass(60_000);
            const [preview] = await own.all();
            expect(preview?.state).toBe(end);
          } finally {
            await own.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is not deployed twice when the answer got lost', async () => {
    world.platform.failures.push({
      method: 'deploy',
      error: new ProviderError('network', 'x'),
      afterTheDeed: true,
    });
    await world.previews.request(DEPLOYER, request);
    await world.pass(1_500);
    expect(world.platform.deployments.size).toBe(1);
    expect(await only()).toMatchObject({ state: 'queued', external_id: 'dpl_1' });
  });

  it('is tried again after 1, 5 and 25 s, then given up with the reason', async () => {
    for (let count = 0; count < 4; count += 1) {
      world.platform.failures.push({
        method: 'deploy',
        error: new ProviderError('unavailable', 'Vercel is down.'),
      });
    }
    await world.previews.request(DEPLOYER, request);
    await world.pass(40_000);
    expect(world.platform.calls.filter((call) => call.startsWith('deploy'))).toHaveLength(4);
    expect(await only()).toMatchObject({ state: 'failed' });
    expect((await only()).failure).toBe('Vercel could not be reached in 4 tries. Press Retry.');
  });

  it('fails at once, in words, where trying again cannot help', async () => {
    const error = new ProviderError('unauthorized', 'Vercel refused the token.');
    world.platform.failures.push({ method: 'deploy', error });
    await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    expect(await only()).toMatchObject({ state: 'failed', failure: 'Vercel refused the token.' });
  });

  it('shows the log of a build that broke', async () => {
    await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    world.platform.end('dpl_1', 'failed');
    await world.pass(2_000);
    expect((await only()).log_excerpt).toContain('ELIFECYCLE');
  });

  it.each(['unavailable', 'not_found'] as const)('has failed at once, though its log is %s', async (code) => {
    await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    world.platform.failures.push({ method: 'log', error: new ProviderError(code, 'x') });
    world.platform.end('dpl_1', 'failed');
    await world.pass(2_000);
    expect(await only()).toMatchObject({
      state: 'failed',
      failure: 'The build failed. Its log could not be read.',
      log_excerpt: null,
    });
    expect(world.platform.calls.filter((call) => call.startsWith('log'))).toHaveLength(1);
  });

  it('is cancelled on the way, and deployed anew afterwards', async () => {
    const { id } = await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    await expect(world.previews.redeploy(DEPLOYER, id)).rejects.toThrow(Refusal);
    await world.previews.cancel(DEPLOYER, id);
    await world.pass(0);
    expect((await only()).state).toBe('cancelled');
    await world.previews.redeploy(DEPLOYER, id);
    await world.pass(0);
    expect(await only()).toMatchObject({ state: 'queued', attempt: 2, external_id: 'dpl_2' });
    await world.hear({ kind: 'deployment', externalId: 'dpl_1', state: 'ready', target: 'preview' });
    expect((await only()).state).toBe('queued');
  });

  it('is followed on where the vendor could not be asked for a while', async () => {
    await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    for (let count = 0; count < 5; count += 1) {
      world.platform.failures.push({ method: 'get', error: new ProviderError('unavailable', 'x') });
    }
    await world.pass(50_000);
    expect((await only()).state).toBe('queued');
    world.platform.end('dpl_1', 'ready');
    await world.pass(120_000);
    expect((await only()).state).toBe('ready');
  });

  it('is given up after a day without an end', async () => {
    await world.previews.request(DEPLOYER, request);
    await world.pass(25 * 3_600_000);
    expect(await only()).toMatchObject({ state: 'failed', failure: expect.stringContaining('within a day') });
    const asked = world.platform.calls.length;
    await world.pass(3_600_000);
    expect(world.platform.calls).toHaveLength(asked);
  });

  it('goes on building where the vendor will not stop it, and says so', async () => {
    const { id } = await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    world.platform.failures.push({ method: 'cancel', error: new ProviderError('forbidden', 'No right to.') });
    await world.previews.cancel(DEPLOYER, id);
    await world.pass(0);
    expect(await only()).toMatchObject({
      state: 'queued',
      failure: 'It could not be cancelled. No right to.',
    });
    world.platform.end('dpl_1', 'ready');
    await world.pass(2_000);
    expect(await only()).toMatchObject({ state: 'ready', failure: null });
  });

  it('says so where the vendor was away when it was to be cancelled', async () => {
    const { id } = await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    for (let count = 0; count < 4; count += 1) {
      world.platform.failures.push({ method: 'cancel', error: new ProviderError('unavailable', 'x') });
    }
    await world.previews.cancel(DEPLOYER, id);
    await world.pass(60_000);
    const failure = 'It could not be cancelled. Vercel could not be reached in 4 tries.';
    expect(await only()).toMatchObject({ state: 'queued', failure });
  });

  it('is not stopped by a cancel that was meant for an earlier attempt', async () => {
    const { id } = await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    const limited = Object.assign(new ProviderError('rate_limited', 'x', { delayMs: 30_000 }));
    world.platform.failures.push({ method: 'cancel', error: limited });
    await world.previews.cancel(DEPLOYER, id);
    await world.pass(0);
    world.platform.end('dpl_1', 'failed');
    await world.pass(5_000);
    await world.previews.redeploy(DEPLOYER, id);
    await world.pass(60_000);
    expect(world.platform.deployments.get('dpl_2')?.state).toBe('queued');
    expect(await only()).toMatchObject({ attempt: 2, state: 'queued' });
  });

  it('is out of reach from another workspace', async () => {
    const { id } = await world.previews.request(DEPLOYER, request);
    const stranger = { ...DEPLOYER, workspaceId: 'T2' };
    await expect(world.previews.cancel(stranger, id)).rejects.toThrow('There is no preview');
  });

  it.each([
    ['production', 'ready', undefined],
    ['production', 'failed', undefined],
    ['production', 'building', 'was not asked for'],
    ['preview', 'ready', 'was not asked for'],
  ] as const)('is not made of a foreign deployment of %s that is %s', async (target, state, reason) => {
    const noop = await world.hear({ kind: 'deployment', externalId: 'dpl_9', state, target });
    if (reason) expect(noop).toContain(reason);
    else expect(noop).toBeUndefined();
    expect(await world.all()).toEqual([]);
    expect(world.platform.calls).toEqual([]);
  });

  it.each([
    ['ready', ['event/evt-1']],
    ['failed', ['event/evt-1']],
    ['building', []],
  ] as const)(
    'is followed by its event where that is all the vendor says, once it is %s',
    async (state, told) => {
      await world.hear({ kind: 'deployment', lead: 'event/evt-1', state, target: 'preview' });
      expect(world.foreign).toEqual(told);
    },
  );

  it('leaves the dead jobs of others alone', async () => {
    const lost = { id: 'j1', key: 'k', attempts: 4, lastError: 'x', createdAt: world.clock.now() };
    const superseded = { workspaceId: 'T1', integrationId: 'int-v', externalId: 'dpl_1' };
    await world.work.onDead({ ...lost, kind: 'preview.supersede', payload: superseded });
    await world.work.onDead({ ...lost, kind: 'issue.reconcile', payload: { linkId: 'l1' } });
    expect(await world.all()).toEqual([]);
  });

  it('goes on after a restart even where its job was lost', async () => {
    await world.previews.request(DEPLOYER, request);
    await world.pass(0);
    await world.database.db.deleteFrom('jobs').execute();
    world.platform.end('dpl_1', 'ready');
    expect(await world.work.resume()).toBe(1);
    await world.pass(0);
    expect((await only()).state).toBe('ready');
  });
});
