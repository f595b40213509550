import { Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import { verifyChain } from '../../src/governance/verify-audit.ts';
import { sqliteColumns } from '../../src/store/columns.ts';
import { start } from '../../src/store/migrations/0001-start.ts';
import { auditChain } from '../../src/store/migrations/0007-audit-chain.ts';
import { appendRunnerEvents, chainAfter } from '../../src/store/runner-events.ts';
import type { Schema } from '../../src/store/schema.ts';
import { nodeSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { openSqliteFile } from '../../src/store/sqlite-file.ts';
import { at, eventRow } from './rows.ts';

/** More than the migration takes at a time. */
const MANY = 2_300;

it('chains what was written before there was a chain, by its time, each workspace for itself', async () => {
  const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(openSqliteFile(':memory:')) });
  await start(sqliteColumns).up(db);
  const write = (id: number, workspace_id = 'T1') => {
    const row = eventRow({ id: `e${String(id).padStart(5, '0')}`, workspace_id, created_at: at(id >> 1) });
    const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
    return sql`insert into runner_events (${columns}) values (${sql.join(Object.values(row))})`.execute(db);
  };
  for (let id = MANY; id > 0; id -= 1) await write(id);
  await write(9_999, 'T2');
  await auditChain(sqliteColumns).up(db);

  expect(await verifyChain(db, 'T1')).toMatchObject({ ok: true, events: MANY });
  expect(await verifyChain(db, 'T2')).toMatchObject({ ok: true, events: 1 });
  const rows = await chainAfter(db, 'T1', 0, 3);
  expect(rows.map(({ id, sequence }) => [id, sequence])).toEqual([
    ['e00001', 1],
    ['e00002', 2],
    ['e00003', 3],
  ]);

  await appendRunnerEvents(db, eventRow({ id: 'later' }), eventRow({ id: 'third', workspace_id: 'T3' }));
  expect(await verifyChain(db, 'T1')).toMatchObject({ ok: true, events: MANY + 1 });
  expect(await verifyChain(db, 'T3')).toMatchObject({ ok: true, events: 1 });
  await db.destroy();
});
