import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { putTrouble, removeTrouble, troublesOf } from '../../src/store/integration-troubles.ts';
import { at } from './rows.ts';

export function integrationTroublesContract(open: () => Promise<Database>): void {
  describe('troubles of integrations', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    it('are one for each integration of a workspace, the latest, until they are over', async () => {
      const { db } = database;
      const silent = { workspace_id: 'T1', integration_id: 'i1', trouble: 'silent', since: at(0) } as const;
      const refused = { ...silent, trouble: 'refused', since: at(1) } as const;
      await putTrouble(db, silent);
      await putTrouble(db, refused);
      await putTrouble(db, { ...silent, integration_id: 'i2' });
      await putTrouble(db, { ...silent, workspace_id: 'T2' });
      const troubles = await troublesOf(db, 'T1');
      expect([...troubles.keys()]).toEqual(['i1', 'i2']);
      expect(troubles.get('i1')).toEqual(refused);
      await removeTrouble(db, silent);
      await removeTrouble(db, silent);
      expect([...(await troublesOf(db, 'T1')).keys()]).toEqual(['i2']);
      expect((await troublesOf(db, 'T2')).size).toBe(1);
    });
  });
}
