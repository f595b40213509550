import { afterEach, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import { ADA, openSlackWorld, type SlackWorld, TEAM } from '../slack-world.ts';

let world: SlackWorld;
afterEach(() => world.close());

it('“link-account” asks who a person is elsewhere, keeps it, and shows it the next time', async () => {
  world = await openSlackWorld();
  await world.type('link-account');
  await until(() => world.modal());
  const typed = { type: 'plain_text_input', value: ' ada-l ' };
  await world.submit({ github: typed });
  await until(() => world.directMessages().some(({ text }) => text.includes('Your accounts are saved')));
  expect(await world.house.rooms.accounts.ownerOf(TEAM, 'ada-l')).toBe(ADA);
  await world.type('link-account');
  const again = await until(() => world.modal());
  expect(JSON.stringify(again.blocks)).toContain('"initial_value":"ada-l"');
});
