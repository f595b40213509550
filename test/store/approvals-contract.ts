import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findApproval,
  forgetOffers,
  insertApproval,
  isAskedFor,
  moveApproval,
} from '../../src/store/approvals.ts';
import type { Database } from '../../src/store/database.ts';
import type { Engine } from '../support/engines.ts';
import { approvalRow, at } from './rows.ts';

export function approvalsContract(open: Engine['open']): void {
  describe('approvals', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    it('are kept as they are', async () => {
      const row = approvalRow({ decision_reason: 'Because “<ada>” 🚀', outcome: 'x'.repeat(5_000) });
      await insertApproval(database.db, row);
      expect(await findApproval(database.db, 'ap-1')).toEqual(row);
      expect(await findApproval(database.db, 'ap-2')).toBeUndefined();
    });

    it('move from one state to another once', async () => {
      await insertApproval(database.db, approvalRow());
      const approve = { state: 'approved', decided_by: 'U2', updated_at: at(5) } as const;
      expect(await moveApproval(database.db, 'ap-1', 'pending', approve)).toMatchObject(approve);
      expect(await moveApproval(database.db, 'ap-1', 'pending', approve)).toBeUndefined();
      const deny = { state: 'denied', updated_at: at(6) } as const;
      expect(await moveApproval(database.db, 'ap-1', 'pending', deny)).toBeUndefined();
      expect(await findApproval(database.db, 'ap-1')).toMatchObject(approve);
    });

    it('tell whether the same person waits for the same', async () => {
      const asked = approvalRow();
      await insertApproval(database.db, asked);
      expect(await isAskedFor(database.db, asked)).toBe(true);
      for (const other of [{ requested_by: 'U2' }, { workspace_id: 'T2' }, { act: '{}' }]) {
        expect(await isAskedFor(database.db, { ...asked, ...other })).toBe(false);
      }
      await moveApproval(database.db, 'ap-1', 'pending', { state: 'denied', updated_at: at(5) });
      expect(await isAskedFor(database.db, asked)).toBe(false);
    });

    it('are forgotten where nobody asked for them in time, and no others', async () => {
      const rows = [
        approvalRow({ id: 'old', state: 'offered', created_at: at(1) }),
        approvalRow({ id: 'new', state: 'offered', created_at: at(3) }),
        approvalRow({ id: 'asked', state: 'pending', created_at: at(1) }),
        approvalRow({ id: 'elsewhere', state: 'offered', created_at: at(1), workspace_id: 'T2' }),
      ];
      for (const row of rows) await insertApproval(database.db, row);
      await forgetOffers(database.db, 'T1', at(3));
      const left = await Promise.all(rows.map(({ id }) => findApproval(database.db, id)));
      expect(left.map((row) => row?.id)).toEqual([undefined, 'new', 'asked', 'elsewhere']);
    });
  });
}
