import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NormalizedDelivery } from '../../src/integrations/contract.ts';
import { NotUnderstood } from '../../src/integrations/errors.ts';
import { storeDelivery } from '../../src/integrations/store-delivery.ts';
import { listRunnerEvents } from '../../src/store/runner-events.ts';
import type { WebhookDeliveryRow } from '../../src/store/schema.ts';
import { findDelivery, insertDeliveryIfNew } from '../../src/store/webhook-deliveries.ts';
import { actor } from '../slack/command-call.ts';
import { type House, openHouse } from '../slack/house.ts';
import { at, deliveryRow } from '../store/rows.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const event = { kind: 'issue', action: 'updated', externalId: '1' } as const;
const READ: NormalizedDelivery = { deliveryId: 'evt_1', type: 'issue.updated', events: [event] };
/** As the intake stores what it does not understand. */
const UNREAD = { status: 'failed', delivery_id: 'sha256:aa', type: 'not understood' } as const;

async function stored(...rows: Partial<WebhookDeliveryRow>[]): Promise<void> {
  for (const each of rows) await insertDeliveryIfNew(house.database.db, deliveryRow(each));
}
const replay = (id = 'd1') => house.rooms.deliveries.replay(actor(), id);
const row = (id = 'd1') => findDelivery(house.database.db, id);
const waiting = async () => (await house.queue.counts()).ready;
async function audited(): Promise<object[]> {
  const events = await listRunnerEvents(house.database.db, 'T1', { limit: 9, actionPrefix: 'delivery.' });
  return events.map(({ actor: by, action, payload }) => ({ by, action, ...JSON.parse(payload) }));
}
function understand(read: NormalizedDelivery = READ): void {
  house.vendors.normalize = () => read;
}

describe('promise 8: replaying a delivery', () => {
  it('reads what came in anew: what was not understood is, once the reader is mended', async () => {
    await stored(UNREAD);
    expect(await replay()).toMatchObject({ outcome: 'not_understood', reason: 'not what this vendor sends' });
    expect(await row()).toMatchObject({ status: 'failed', delivery_id: 'sha256:aa' });
    expect(await waiting()).toBe(0);

    house.vendors.normalize = ({ headers, body }) => {
      expect(headers).toEqual({});
      expect([...body]).toEqual([0x7b, 0x00, 0xff, 0x7d]);
      return READ;
    };
    expect(await replay()).toMatchObject({ outcome: 'begun', delivery: { type: 'issue.updated' } });
    const replayed = await row();
    expect(replayed).toMatchObject({
      status: 'received',
      reason: null,
      delivery_id: 'evt_1',
      received_at: at(0),
    });
    expect(JSON.parse(replayed?.events ?? '')).toEqual([event]);
    expect(replayed?.replayed_at).not.toBeNull();
    expect(await waiting()).toBe(1);
  });

  it('says what became of it', async () => {
    understand();
    await stored({ status: 'done' });
    expect(await replay()).toMatchObject({ outcome: 'begun_again' });
    expect(await replay()).toMatchObject({ outcome: 'under_way' });
    understand({ ...READ, deliveryId: 'evt_2', events: [], ignored: 'ping' });
    await stored({ ...UNREAD, id: 'd2' });
    expect(await replay('d2')).toMatchObject({ outcome: 'ignored', reason: 'ping' });
    expect(await row('d2')).toMatchObject({ status: 'ignored', reason: 'ping' });
    expect(await waiting()).toBe(1);
  });

  it('does not do twice what came again in the meantime and was understood', async () => {
    understand();
    await stored(UNREAD, { id: 'd2', status: 'done' });
    expect(await replay()).toMatchObject({ outcome: 'came_again' });
    expect(await row()).toMatchObject({ status: 'ignored', reason: 'it came again as d2' });
    expect(await row('d2')).toMatchObject({ status: 'done' });
    expect(await waiting()).toBe(0);
  });

  it('goes by what was understood where what came in is kept no longer, or never was', async () => {
    const gone = { body: new Uint8Array(), headers: null };
    await stored(
      { ...gone, status: 'dead', events: JSON.stringify([event]) },
      { ...gone, ...UNREAD, id: 'd2' },
    );
    await stored({
      id: 'd3',
      delivery_id: 'evt_3',
      status: 'dead',
      headers: null,
      events: JSON.stringify([event]),
    });
    expect(await replay()).toMatchObject({ outcome: 'begun' });
    expect(await replay('d2')).toMatchObject({ outcome: 'forgotten' });
    expect(await replay('d3')).toMatchObject({ outcome: 'begun' });
    await stored({ id: 'd4', delivery_id: 'evt_4', status: 'dead', events: JSON.stringify([event]) });
    expect(await replay('d4')).toMatchObject({ outcome: 'begun' });
    expect(await row('d4')).toMatchObject({ delivery_id: 'evt_4', type: 'deployment.ready' });
    expect(await row('d2')).toMatchObject({ status: 'failed' });
    expect(await waiting()).toBe(3);
  });

  it('is on record, whatever came of it', async () => {
    await stored(UNREAD);
    await replay();
    understand();
    await replay();
    const about = {
      by: 'U1',
      action: 'delivery.replayed',
      delivery: 'd1',
      provider: 'vercel',
      was: 'failed',
    };
    expect(await audited()).toEqual([
      { ...about, type: 'issue.updated', outcome: 'begun' },
      { ...about, type: 'not understood', outcome: 'not_understood' },
    ]);
  });

  it('knows nothing of another workspace’s', async () => {
    await stored({ ...UNREAD, workspace_id: 'T2' });
    expect(await replay()).toBeUndefined();
    expect(await house.rooms.deliveries.replayAll(actor(), {})).toEqual({ replayed: [], left: 0 });
    expect(await audited()).toEqual([]);
  });

  it.each(['viewer', 'member', 'deployer'] as const)('takes more than a %s', async (role) => {
    await stored(UNREAD);
    const { deliveries } = house.rooms;
    await expect(deliveries.replay(actor(role), 'd1')).rejects.toMatchObject({ rule: 'roles' });
    await expect(deliveries.replayAll(actor(role), {})).rejects.toMatchObject({ rule: 'roles' });
    expect(await row()).toMatchObject({ replayed_at: null });
  });
});

describe('replaying all that failed', () => {
  it('takes the oldest first, and leaves alone what did not fail and what another provider sent', async () => {
    house.vendors.normalize = () => {
      throw new NotUnderstood('no');
    };
    await stored(
      { ...UNREAD, id: 'd1', received_at: at(5) },
      { status: 'dead', id: 'd2', delivery_id: '2', received_at: at(3) },
      { status: 'failed', id: 'd3', delivery_id: '3', provider: 'github' },
      { status: 'done', id: 'd4', delivery_id: '4' },
    );
    const { replayed, left } = await house.rooms.deliveries.replayAll(actor(), { provider: 'vercel' });
    expect(replayed.map(({ delivery }) => delivery.id)).toEqual(['d2', 'd1']);
    expect(left).toBe(0);
  });
});

it('reads a dead delivery anew as well when its vendor sends it again', async () => {
  await stored({ status: 'dead', reason: 'gave up' });
  const again = deliveryRow({ id: 'd2', received_at: at(9), events: JSON.stringify([event]) });
  await house.database.transaction((transaction) => storeDelivery(transaction, house.queue, again));
  const replayed = await row();
  expect(replayed).toMatchObject({
    status: 'received',
    received_at: at(0),
    replayed_at: at(9),
    reason: null,
  });
  expect(JSON.parse(replayed?.events ?? '')).toEqual([event]);
  expect(await waiting()).toBe(1);
});
