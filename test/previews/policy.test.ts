import { afterEach, describe, expect, it } from 'vitest';
import { insertPreview } from '../../src/store/previews.ts';
import { actor } from '../slack/command-call.ts';
import { openHouse } from '../slack/house.ts';
import { previewRow } from './preview-row.ts';
import { DEPLOYER, openPreviewWorld, type PreviewWorld } from './preview-world.ts';

let world: PreviewWorld;
afterEach(() => world.close());

/** A preview that became ready before the policy said what it says. */
async function ready(): Promise<string> {
  const { externalId } = world.platform.add({ state: 'ready' });
  const preview = previewRow({
    state: 'ready',
    integration_id: 'int-v',
    external_id: externalId,
    commit_sha: 'aaa',
    expires_at: '2027-01-01T10:00:00.000Z',
  });
  await insertPreview(world.database.db, preview);
  return preview.id;
}

describe('where the policy does not allow a platform any more', () => {
  it.each([
    ['integrations.integrations_allowed', { integrations: { integrations_allowed: ['github'] } }],
    ['preview_environments.providers_allowed', { preview_environments: { providers_allowed: [] } }],
  ])('a preview is not kept alive, and may still be removed, by %s', async (rule, policy) => {
    world = await openPreviewWorld(policy);
    const id = await ready();
    await expect(world.previews.extend(DEPLOYER, id)).rejects.toMatchObject({ rule });
    await expect(world.previews.keep(DEPLOYER, id)).rejects.toMatchObject({ rule });
    await expect(world.previews.redeploy(DEPLOYER, id)).rejects.toMatchObject({ rule });
    await world.previews.expire(DEPLOYER, id);
    await world.pass(0);
    expect(await world.all()).toMatchObject([{ state: 'expired' }]);
  });
});

describe('where the policy does not allow the repository any more', () => {
  const policy = { integrations: { integrations_allowed: ['vercel'] } };

  it('it is told of no preview', async () => {
    world = await openPreviewWorld(policy);
    await world.previews.expire(DEPLOYER, await ready());
    await world.pass(0);
    expect(world.told.statuses).toEqual([]);
    expect(world.told.deployments).toEqual([]);
  });

  it('it is not asked for branches', async () => {
    world = await openPreviewWorld(policy);
    const house = await openHouse({ policy });
    await house.connect('github');
    house.vendors.branches = ['feature/login'];
    expect(await house.rooms.previews.branches(actor(), 'feature', 5)).toEqual([]);
    await house.close();
  });
});

it('tells the repository of a preview where the policy allows it', async () => {
  world = await openPreviewWorld();
  await world.previews.expire(DEPLOYER, await ready());
  await world.pass(0);
  expect(world.told.statuses).not.toEqual([]);
});
