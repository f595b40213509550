import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/integrations/errors.ts';
import { MEMBER, openSyncWorld, type SyncWorld } from './sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
  await world.settings.update('T1', ({ integrations }) => {
    const [linear] = integrations;
    if (linear) integrations.push({ ...linear, id: 'int-2', provider: 'jira' });
    if (linear) integrations.push({ ...linear, id: 'int-3', provider: 'vercel' });
  });
});
afterEach(() => world.close());

describe('searching issues', () => {
  it('takes one of each tracker in turn, and asks nobody else', async () => {
    for (const title of ['Login 1', 'Login 2', 'Logout']) world.tracker.add({ title });
    const { found, missing } = await world.search(MEMBER, 'Login', 3);
    expect(found.map(({ integrationId, issue }) => [integrationId, issue.title])).toEqual([
      ['int-1', 'Login 1'],
      ['int-2', 'Login 1'],
      ['int-1', 'Login 2'],
    ]);
    expect(missing).toEqual([]);
    expect(world.tracker.count('search')).toBe(2);
  });

  it('names the tracker that does not answer in time, and waits for no other', async () => {
    world.tracker.add({ title: 'Login' });
    world.tracker.meanwhile.push({ method: 'search', run: () => new Promise(() => {}) });
    const searching = world.search(MEMBER, 'Login', 5);
    await world.pass(2_000);
    const { found, missing } = await searching;
    expect(found.map(({ integrationId }) => integrationId)).toEqual(['int-2']);
    expect(missing).toEqual(['linear']);
  });

  it('names the tracker that fails, and leaves no timer behind', async () => {
    world.tracker.failures.push({ method: 'search', error: new ProviderError('network', 'x') });
    const waiting = world.clock.waiting;
    expect((await world.search(MEMBER, 'Login', 5)).missing).toEqual(['linear']);
    expect(world.clock.waiting).toBe(waiting);
  });
});
