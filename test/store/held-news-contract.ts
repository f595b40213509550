import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import {
  forgetWaitingNews,
  gatherDigest,
  heldNewsByPrefix,
  holdNews,
  isHeld,
  newsOfDigest,
  placesWithDueNews,
} from '../../src/store/held-news.ts';
import type { Engine } from '../support/engines.ts';
import { at, heldNewsRow } from './rows.ts';

export function heldNewsContract(open: Engine['open']): void {
  describe('held news', () => {
    const HERE = { workspace_id: 'T1', channel: 'C1' };
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    const gather = (id: string, now: string, place = HERE) =>
      database.transaction((transaction) => gatherDigest(transaction, place, { id, now }));
    const told = async (id: string) => (await newsOfDigest(database.db, id)).map(({ key }) => key);

    it('is kept as it was first held', async () => {
      const row = heldNewsRow({ message: '{"text":"“<ada>” 🚀"}' });
      await holdNews(database.db, row);
      await holdNews(database.db, { ...row, due_at: at(59), message: '{}' });
      expect(await heldNewsByPrefix(database.db, 'T1', 'outcome:preview:pv-1:')).toEqual([row]);
      expect(await heldNewsByPrefix(database.db, 'T1', 'outcome:preview:pv-1x')).toEqual([]);
      expect(await isHeld(database.db, 'T1', row.key)).toBe(true);
      expect(await isHeld(database.db, 'T2', row.key)).toBe(false);
    });

    it('is gathered once, when it is due, a channel at a time', async () => {
      const rows = [
        heldNewsRow({ key: 'late', happened_at: at(2) }),
        heldNewsRow({ key: 'early', happened_at: at(1) }),
        heldNewsRow({ key: 'not due', due_at: at(31) }),
        heldNewsRow({ key: 'there', channel: 'C2' }),
        heldNewsRow({ key: 'elsewhere', workspace_id: 'T2' }),
      ];
      for (const row of rows) await holdNews(database.db, row);
      expect(await placesWithDueNews(database.db, at(29))).toEqual([]);
      const places = [HERE, { ...HERE, channel: 'C2' }, { ...HERE, workspace_id: 'T2' }];
      expect(await placesWithDueNews(database.db, at(30))).toEqual(places);
      expect(await gather('d1', at(30))).toBe(true);
      expect(await gather('d2', at(30))).toBe(false);
      expect(await told('d1')).toEqual(['early', 'late']);
      expect(await placesWithDueNews(database.db, at(30))).toEqual(places.slice(1));
    });

    it('is not held again once it was told', async () => {
      await holdNews(database.db, heldNewsRow());
      await gather('d1', at(30));
      await holdNews(database.db, heldNewsRow());
      expect(await gather('d2', at(59))).toBe(false);
      expect(await told('d1')).toEqual([heldNewsRow().key]);
    });

    it('is forgotten where nobody wants it, and nothing else is', async () => {
      await holdNews(database.db, heldNewsRow({ key: 'told' }));
      await gather('d1', at(30));
      await holdNews(database.db, heldNewsRow({ key: 'waits' }));
      await holdNews(database.db, heldNewsRow({ key: 'there', channel: 'C2' }));
      await forgetWaitingNews(database.db, HERE);
      expect(await gather('d2', at(59))).toBe(false);
      expect(await told('d1')).toEqual(['told']);
      expect(await gather('d3', at(59), { ...HERE, channel: 'C2' })).toBe(true);
    });
  });
}
