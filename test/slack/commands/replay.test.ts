import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replayedMessage } from '../../../src/slack/cards/replayed.ts';
import { replayCommand } from '../../../src/slack/commands/replay.ts';
import { insertDeliveryIfNew } from '../../../src/store/webhook-deliveries.ts';
import { deliveryRow } from '../../store/rows.ts';
import { call } from '../command-call.ts';
import { hostileText } from '../hostile-text.ts';
import { type House, openHouse } from '../house.ts';
import { expectSound } from '../sound.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
  house.vendors.normalize = () => ({ deliveryId: 'evt_1', type: 'deployment.ready', events: [] });
});
afterEach(() => house.close());

const said = async (text: string) => (await call(replayCommand(house.rooms), text)).last;
const fail = (id: string) =>
  insertDeliveryIfNew(house.database.db, deliveryRow({ id, delivery_id: id, status: 'dead' }));

it('replays one delivery and says what becomes of it', async () => {
  await fail('evt_1');
  expect(await said('evt_1')).toBe(':arrow_forward: `vercel` `deployment.ready` is being handled.');
  expect(await said('evt_1')).toContain('has not been handled yet');
});

it('replays all that failed', async () => {
  expect(await said('failed')).toBe('No webhook delivery has failed.');
  await fail('evt_1');
  expect(await said('failed --provider github')).toBe('No webhook delivery has failed.');
  expect(await said('failed --provider vercel')).toContain('1 delivery was replayed.');
});

it.each([
  ['', 'Say which'],
  ['d9', 'There is no such delivery'],
  ['d9 --provider vercel', '`--provider` goes with `failed` only'],
  ['failed --provider gitlab', 'gitlab'],
])('says what is wrong with “%s”', async (text, reason) => {
  await expect(said(text)).rejects.toThrow(reason);
});

it('is sound whatever a vendor wrote', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (type, reason) => {
      const delivery = { id: 'd1', provider: 'vercel', type };
      const one = { delivery, outcome: 'not_understood', reason } as const;
      expectSound(replayedMessage({ replayed: Array.from({ length: 60 }, () => one), left: 3 }));
    }),
    { numRuns: 50 },
  );
});
