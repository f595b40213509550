import { afterEach, beforeEach, expect, it } from 'vitest';
import { ProviderError } from '../../../src/integrations/errors.ts';
import { until } from '../../support/until.ts';
import { actor } from '../command-call.ts';
import { ADA, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

let world: SlackWorld;
beforeEach(async () => {
  world = await openSlackWorld();
  await world.house.connect('github', TEAM);
  await world.house.rooms.plan.add(actor('admin', TEAM), 'Build the login form');
  await world.type('link-issue p1.s1.ms1');
});
afterEach(() => world.close());

async function offered(value: string) {
  const { id: viewId } = await until(() => world.modal());
  const search = { as: ADA, container: { viewId }, blockId: 'issue', actionId: 'issue:search', value };
  const { options = [] } = await world.slack.act('suggest', search);
  return options;
}

async function submit(option: unknown) {
  const { id: viewId } = await until(() => world.modal());
  const chosen = { 'issue:search': { type: 'external_select', selected_option: option } };
  return world.slack.act('submit', { as: ADA, viewId, state: { issue: chosen } });
}

it('offers what is found, and links what is chosen', async () => {
  world.house.vendors.tracker.add({ title: 'Login form' });
  const [option] = await offered('Login');
  expect(JSON.stringify(option)).toContain('PROJ-1 Login form');
  await submit(option);
  await until(() => JSON.stringify(world.modal()).includes('is linked to `p1.s1.ms1`'));
});

it('names a tracker that did not answer, which is no issue to be linked', async () => {
  world.house.vendors.tracker.failures.push({ method: 'search', error: new ProviderError('network', 'x') });
  const options = await offered('Login');
  expect(JSON.stringify(options)).toContain('GitHub did not answer in time');
  const answer = await submit(options.at(0));
  expect(JSON.stringify(answer)).toContain('did not answer in time');
  expect(world.modal()).toBeDefined();
});
