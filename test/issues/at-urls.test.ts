import { afterEach, beforeEach, expect, it } from 'vitest';
import { Refusal } from '../../src/governance/gate.ts';
import { ProviderError } from '../../src/integrations/errors.ts';
import { MEMBER, openSyncWorld, type SyncWorld } from './sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const find = async (...urls: string[]) => [...(await world.atUrls(MEMBER, urls)).entries()];

it('finds the issue, with the microstep it is linked to', async () => {
  const { url, externalId } = world.tracker.add({ title: 'Login' });
  expect(await find(url)).toMatchObject([
    [url, { provider: 'linear', issue: { title: 'Login' }, microstep: undefined }],
  ]);
  world.addMicrostep('ms1', { status: 'doing' });
  await world.links.link(MEMBER, 'ms1', { integrationId: 'int-1', externalId });
  expect(await find(url)).toMatchObject([[url, { microstep: { ref: 'p1.s1.ms1', status: 'doing' } }]]);
});

it('asks once for each URL, whoever posts it, and again a minute later', async () => {
  const { url } = world.tracker.add({ title: 'Login' });
  await Promise.all([find(url), find(url)]);
  await world.pass(59_000);
  await find(url);
  expect(world.tracker.count('atUrl')).toBe(1);
  await world.pass(1_000);
  await find(url);
  expect(world.tracker.count('atUrl')).toBe(2);
});

it('asks nobody about what is no URL of a tracker', async () => {
  expect(await find('https://evil.example/PROJ-1', 'no url', 'javascript:alert(1)')).toEqual([]);
  expect(world.tracker.calls).toEqual([]);
});

it('leaves out what is gone, what fails, and what does not come in time', async () => {
  const { url } = world.tracker.add({ title: 'Login' });
  expect(await find('https://tracker.example/PROJ-9')).toEqual([]);
  world.tracker.failures.push({ method: 'atUrl', error: new ProviderError('network', 'x') });
  expect(await find(url)).toEqual([]);
  world.tracker.meanwhile.push({ method: 'atUrl', run: () => new Promise(() => {}) });
  const finding = find(url);
  await world.pass(2_000);
  expect(await finding).toEqual([]);
});

it('asks no tracker that the policy has taken off its list', async () => {
  const { url } = world.tracker.add({ title: 'Login' });
  world.policy.integrations.integrations_allowed = ['jira'];
  expect(await find(url)).toEqual([]);
  expect(world.tracker.calls).toEqual([]);
});

it('tells whoever may see no issues nothing', async () => {
  const { url } = world.tracker.add({ title: 'Login' });
  const nobody = { ...MEMBER, role: 'nobody' as 'viewer' };
  await expect(world.atUrls(nobody, [url])).rejects.toThrow(Refusal);
  expect(world.tracker.calls).toEqual([]);
});
