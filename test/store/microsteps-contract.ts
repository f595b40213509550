import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import {
  addMicrostepHistory,
  findMicrostep,
  insertMicrosteps,
  microstepAt,
  microstepHistory,
  microstepsOf,
  updateMicrostep,
} from '../../src/store/microsteps.ts';
import type { MicrostepRow, PlanSectionRow } from '../../src/store/plan-schema.ts';
import { insertSectionsIfNew, sectionsOf, updateSection } from '../../src/store/plan-sections.ts';
import { at, microstepHistoryRow, microstepRow, sectionRow } from './rows.ts';

export function microstepsContract(open: () => Promise<Database>): void {
  describe('microsteps', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    const insert = (...rows: Partial<MicrostepRow>[]) =>
      insertMicrosteps(database.db, ...rows.map((row, index) => microstepRow({ id: `m${index}`, ...row })));
    const sections = (...rows: Partial<PlanSectionRow>[]) =>
      insertSectionsIfNew(database.db, ...rows.map((row) => sectionRow(row)));
    const ids = async () => (await microstepsOf(database.db, 'T1', 'default')).map(({ id }) => id);

    it('gives a row back exactly as it was inserted', async () => {
      const row = microstepRow({
        title: '✗ “quotes” 😀',
        description: 'a\n\tb',
        assignee: 'U1',
        branch: 'x',
      });
      await insertMicrosteps(database.db, row);
      expect(await findMicrostep(database.db, row.id)).toEqual(row);
      const place = { phase: 1, step: 1, number: 1 };
      expect(await microstepAt(database.db, 'T1', 'default', place)).toEqual(row);
      expect(await microstepsOf(database.db, 'T1', 'default')).toEqual([row]);
    });

    it('inserts nothing without complaint', async () => {
      await insertMicrosteps(database.db);
      await insertSectionsIfNew(database.db);
      await addMicrostepHistory(database.db);
      expect(await ids()).toEqual([]);
    });

    it('refuses a second microstep of one reference, in the same project alone', async () => {
      await insert({});
      await expect(insert({ id: 'other' })).rejects.toThrow();
      await insert({ id: 'web', project_id: 'web' }, { id: 't2', workspace_id: 'T2' });
      expect(await ids()).toEqual(['m0']);
    });

    it('goes by numbers where nothing says another order', async () => {
      await insert(
        { phase: 10 },
        { phase: 2, step: 10 },
        { phase: 2, step: 9 },
        { number: 11 },
        { number: 2 },
      );
      expect(await ids()).toEqual(['m4', 'm3', 'm2', 'm1', 'm0']);
    });

    it('goes by the places of phases, steps and microsteps first', async () => {
      await insert(
        { phase: 1, number: 1, position: 2 },
        { phase: 1, number: 2, position: 1 },
        { phase: 2, step: 1 },
        { phase: 2, step: 2 },
      );
      await sections(
        { phase: 1, step: 0, position: 2 },
        { phase: 2, step: 0, position: 1 },
        { phase: 2, step: 1, position: 2 },
        { phase: 2, step: 2, position: 1 },
        { phase: 1, step: 0, position: 0, project_id: 'web' },
        { phase: 1, step: 0, position: 0, workspace_id: 'T2' },
      );
      expect(await ids()).toEqual(['m3', 'm2', 'm1', 'm0']);
    });

    it('changes what is named and nothing else', async () => {
      await insert({}, { number: 2 });
      await updateMicrostep(database.db, 'm0', { status: 'done', assignee: null, updated_at: at(5) });
      expect(await findMicrostep(database.db, 'm0')).toEqual(
        microstepRow({ id: 'm0', status: 'done', updated_at: at(5) }),
      );
      expect(await findMicrostep(database.db, 'm1')).toEqual(microstepRow({ id: 'm1', number: 2 }));
      await expect(updateMicrostep(database.db, 'm9', { status: 'done' })).rejects.toThrow();
    });

    it('gives the newest of its history first', async () => {
      await insert({}, { number: 2 });
      await addMicrostepHistory(
        database.db,
        microstepHistoryRow({ id: 'h1', after: 'doing', at: at(1) }),
        microstepHistoryRow({ id: 'h2', after: 'done', at: at(2) }),
        microstepHistoryRow({ id: 'h3', microstep_id: 'm1' }),
      );
      const history = await microstepHistory(database.db, 'm0', 10);
      expect(history.map(({ after }) => after)).toEqual(['done', 'doing']);
      expect(await microstepHistory(database.db, 'm0', 1)).toEqual([history[0]]);
    });
  });

  describe('plan sections', () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    });
    afterEach(() => database.close());

    it('are inserted once, by their numbers, each project its own', async () => {
      const rows = [
        sectionRow({ phase: 1, step: 0 }),
        sectionRow({ phase: 1, step: 2 }),
        sectionRow({ phase: 2, step: 0 }),
      ];
      await insertSectionsIfNew(database.db, ...rows.toReversed());
      await insertSectionsIfNew(database.db, sectionRow({ phase: 1, step: 0, title: 'Other' }));
      await insertSectionsIfNew(
        database.db,
        sectionRow({ project_id: 'web' }),
        sectionRow({ workspace_id: 'T2' }),
      );
      expect(await sectionsOf(database.db, 'T1', 'default')).toEqual(rows);
    });

    it('change what is named and nothing else', async () => {
      const rows = [sectionRow({ step: 0 }), sectionRow({ step: 1 })];
      await insertSectionsIfNew(database.db, ...rows);
      await updateSection(database.db, sectionRow({ step: 1 }), { title: 'Renamed', position: 4 });
      expect(await sectionsOf(database.db, 'T1', 'default')).toEqual([
        rows[0],
        sectionRow({ step: 1, title: 'Renamed', position: 4 }),
      ]);
      await expect(updateSection(database.db, sectionRow({ step: 7 }), { position: 1 })).rejects.toThrow();
    });
  });
}
