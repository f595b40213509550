import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import {
  deleteIssueLink,
  findIssueLink,
  insertIssueLink,
  linkedMicrosteps,
  linkOfIssue,
  linksOfIntegration,
  linksOfMicrostep,
  linksOfUnmapped,
  rejectedMicrosteps,
  rejectMatch,
  updateIssueLink,
} from '../../src/store/issue-links.ts';
import type { IssueLinkRow } from '../../src/store/issue-schema.ts';
import { at, issueLinkRow } from './rows.ts';

export function issueLinksContract(open: () => Promise<Database>): void {
  describe('issue links', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    async function insert(...changes: Partial<IssueLinkRow>[]) {
      for (const [index, change] of changes.entries()) {
        const own = { id: `l${index + 1}`, external_id: `e${index + 1}`, marker: `marker-${index + 1}` };
        await insertIssueLink(database.db, issueLinkRow({ ...own, ...change }));
      }
    }
    const ids = (rows: IssueLinkRow[]) => rows.map(({ id }) => id);

    it('links an issue once, and gives the link that is there', async () => {
      expect(await insertIssueLink(database.db, issueLinkRow())).toEqual({
        row: issueLinkRow(),
        isNew: true,
      });
      const again = await insertIssueLink(database.db, issueLinkRow({ id: 'l2', microstep_id: 'm2' }));
      expect(again).toEqual({ row: issueLinkRow(), isNew: false });
      expect(await findIssueLink(database.db, 'l2')).toBeUndefined();
    });

    it('lets issues of the same id stand in two integrations, and several links be reserved', async () => {
      await insert({ external_id: 'e1' }, { external_id: 'e1', integration_id: 'int-2' });
      await insert(
        { id: 'l3', external_id: null, state: 'reserved' },
        { id: 'l4', external_id: null, state: 'reserved' },
      );
      expect((await linkOfIssue(database.db, 'int-2', 'e1'))?.id).toBe('l2');
      expect(await linkOfIssue(database.db, 'int-2', 'e2')).toBeUndefined();
      expect(await findIssueLink(database.db, 'l4')).toMatchObject({ external_id: null });
    });

    it('lists those of a microstep, oldest first', async () => {
      await insert({ created_at: at(2) }, { created_at: at(1) }, { microstep_id: 'm2' });
      expect(ids(await linksOfMicrostep(database.db, 'm1'))).toEqual(['l2', 'l1']);
    });

    it('lists those in step with an integration, a page at a time', async () => {
      await insert({}, { state: 'gone' }, { integration_id: 'int-2' }, {}, {});
      expect(ids(await linksOfIntegration(database.db, 'int-1'))).toEqual(['l1', 'l4', 'l5']);
      const page = (after: string) => linksOfIntegration(database.db, 'int-1', { after, limit: 2 });
      expect(ids(await page(''))).toEqual(['l1', 'l4']);
      expect(ids(await page('l4'))).toEqual(['l5']);
    });

    it('knows which microsteps an integration has an issue for, whatever its state', async () => {
      await insert(
        {},
        { microstep_id: 'm2', state: 'gone' },
        { microstep_id: 'm3', integration_id: 'int-2' },
        { microstep_id: 'm4', external_id: null, state: 'reserved' },
      );
      expect(await linkedMicrosteps(database.db, 'int-1')).toEqual(new Set(['m1', 'm2', 'm4']));
    });

    it('finds those that wait for one status of a tracker to be mapped', async () => {
      const unmapped_status = 'In Review';
      await insert({ unmapped_status }, {}, { unmapped_status: 'Parked' }, { unmapped_status });
      await updateIssueLink(database.db, 'l4', { integration_id: 'int-2' });
      expect(ids(await linksOfUnmapped(database.db, 'int-1', 'status', unmapped_status))).toEqual(['l1']);
    });

    it('changes what is named and nothing else, and only what exists', async () => {
      await insert({}, {});
      await updateIssueLink(database.db, 'l1', { state: 'gone', synced_at: at(3) });
      expect(await findIssueLink(database.db, 'l1')).toEqual(
        issueLinkRow({ state: 'gone', synced_at: at(3) }),
      );
      expect((await findIssueLink(database.db, 'l2'))?.state).toBe('linked');
      await expect(updateIssueLink(database.db, 'l9', { state: 'gone' })).rejects.toThrow();
    });

    it('takes a link away, and then its issue can be linked anew', async () => {
      await insert({});
      await deleteIssueLink(database.db, 'l1');
      await deleteIssueLink(database.db, 'l1');
      expect((await insertIssueLink(database.db, issueLinkRow({ id: 'l2' }))).isNew).toBe(true);
    });

    it('remembers what is not the same, said once or twice', async () => {
      const decision = {
        workspace_id: 'T1',
        microstep_id: 'm1',
        integration_id: 'int-1',
        external_id: 'e1',
        decided_by: 'U1',
        decided_at: at(0),
      };
      await rejectMatch(database.db, decision);
      await rejectMatch(database.db, { ...decision, decided_by: 'U2' });
      await rejectMatch(database.db, { ...decision, microstep_id: 'm2' });
      expect(await rejectedMicrosteps(database.db, 'int-1', 'e1')).toEqual(new Set(['m1', 'm2']));
      expect(await rejectedMicrosteps(database.db, 'int-2', 'e1')).toEqual(new Set());
    });
  });
}
