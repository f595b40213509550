import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import type { WebhookDeliveryRow } from '../../src/store/schema.ts';
import {
  dropOldBodies,
  findDelivery,
  findDeliveryByVendorId,
  insertDeliveryIfNew,
  latestDeliveryTimes,
  listRecentDeliveries,
  removeOldDeliveries,
  setDeliveryStatus,
} from '../../src/store/webhook-deliveries.ts';
import { at, deliveryRow } from './rows.ts';

export function webhookDeliveriesContract(open: () => Promise<Database>): void {
  describe('webhook deliveries', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    const insert = async (...rows: Partial<WebhookDeliveryRow>[]) => {
      for (const [i, row] of rows.entries()) {
        await insertDeliveryIfNew(database.db, deliveryRow({ id: `d${i}`, delivery_id: `evt_${i}`, ...row }));
      }
    };

    it('stores the bytes as they came', async () => {
      expect(await insertDeliveryIfNew(database.db, deliveryRow())).toEqual({
        row: deliveryRow(),
        isNew: true,
      });
      const stored = await findDelivery(database.db, 'd1');
      expect(stored && [...stored.body]).toEqual([0x7b, 0x00, 0xff, 0x7d]);
      expect(stored).toMatchObject({ events: '[]', status: 'received' });
    });

    it('stores a delivery once, however often the vendor repeats it', async () => {
      await insertDeliveryIfNew(database.db, deliveryRow());
      await setDeliveryStatus(database.db, 'd1', 'done', { handledAt: at(1) });
      const again = await insertDeliveryIfNew(database.db, deliveryRow({ id: 'd2', received_at: at(2) }));
      expect(again).toMatchObject({ isNew: false, row: { id: 'd1', status: 'done', handled_at: at(1) } });
      expect(await findDelivery(database.db, 'd2')).toBeUndefined();
    });

    it('does not mix up the ids of two integrations', async () => {
      await insert({ delivery_id: 'evt' }, { delivery_id: 'evt', integration_id: 'int-2' });
      expect((await findDeliveryByVendorId(database.db, 'int-2', 'evt'))?.id).toBe('d1');
    });

    it('clears the reason when a replay begins', async () => {
      await insert({});
      await setDeliveryStatus(database.db, 'd0', 'dead', { reason: 'gave up', handledAt: at(1) });
      expect(await findDelivery(database.db, 'd0')).toMatchObject({ status: 'dead', reason: 'gave up' });
      await setDeliveryStatus(database.db, 'd0', 'received');
      expect(await findDelivery(database.db, 'd0')).toMatchObject({
        status: 'received',
        reason: null,
        handled_at: null,
      });
      await expect(setDeliveryStatus(database.db, 'd9', 'done')).rejects.toThrow();
    });

    it('knows when each integration was last heard of', async () => {
      await insert(
        { received_at: at(3) },
        { received_at: at(1) },
        { received_at: at(2), integration_id: 'int-2' },
        { received_at: at(9), workspace_id: 'T2', integration_id: 'int-3' },
      );
      expect(await latestDeliveryTimes(database.db, 'T1')).toEqual(
        new Map([
          ['int-1', at(3)],
          ['int-2', at(2)],
        ]),
      );
    });

    describe('forgets', () => {
      const old = { received_at: at(1) };
      beforeEach(() =>
        insert(
          { ...old, status: 'done' },
          { ...old, status: 'received' },
          { received_at: at(0), status: 'failed' },
          { received_at: at(5), status: 'dead' },
        ),
      );
      const ids = async () =>
        (await listRecentDeliveries(database.db, 'T1', { limit: 9 })).map(({ id }) => id);

      it('what came in, the oldest first, and never what is still to be handled', async () => {
        expect(await dropOldBodies(database.db, at(5), 1)).toBe(1);
        expect(await findDelivery(database.db, 'd2')).toMatchObject({ headers: null, status: 'failed' });
        expect((await findDelivery(database.db, 'd2'))?.body).toHaveLength(0);
        expect((await findDelivery(database.db, 'd0'))?.body).toHaveLength(4);
        expect(await dropOldBodies(database.db, at(5), 9)).toBe(1);
        expect(await dropOldBodies(database.db, at(5), 9)).toBe(0);
        expect((await findDelivery(database.db, 'd1'))?.body).toHaveLength(4);
        expect(await ids()).toEqual(['d3', 'd1', 'd0', 'd2']);
      });

      it('the whole of what is older still', async () => {
        expect(await removeOldDeliveries(database.db, at(5), 1)).toBe(1);
        expect(await removeOldDeliveries(database.db, at(5), 9)).toBe(1);
        expect(await ids()).toEqual(['d3', 'd1']);
      });
    });

    it('lists the newest first, without their bodies', async () => {
      await insert(
        { received_at: at(1) },
        { received_at: at(3), status: 'dead' },
        { received_at: at(2), status: 'failed', integration_id: 'int-2' },
      );
      const list = await listRecentDeliveries(database.db, 'T1', { limit: 2 });
      expect(list.map((row) => row.id)).toEqual(['d1', 'd2']);
      expect(Object.keys(list[0] ?? {})).not.toContain('body');
      const failed = { limit: 9, statuses: ['failed', 'dead'] as const, integrationId: 'int-2' };
      expect((await listRecentDeliveries(database.db, 'T1', failed)).map((row) => row.id)).toEqual(['d2']);
    });
  });
}
