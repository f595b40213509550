import { Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import { sqliteColumns } from '../../src/store/columns.ts';
import { microstepsOf } from '../../src/store/microsteps.ts';
import { start } from '../../src/store/migrations/0001-start.ts';
import { plan } from '../../src/store/migrations/0002-plan.ts';
import { planSections } from '../../src/store/migrations/0004-plan-sections.ts';
import type { Schema } from '../../src/store/schema.ts';
import { nodeSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { openSqliteFile } from '../../src/store/sqlite-file.ts';
import { microstepRow } from './rows.ts';

it('keeps microsteps from before there were sections, in the order they had', async () => {
  const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(openSqliteFile(':memory:')) });
  for (const migration of [start, plan]) await migration(sqliteColumns).up(db);
  for (const number of [10, 9]) {
    const { position: _position, ...row } = microstepRow({ id: `m${number}`, number });
    const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
    await sql`insert into microsteps (${columns}) values (${sql.join(Object.values(row))})`.execute(db);
  }
  await planSections(sqliteColumns).up(db);
  expect(await microstepsOf(db, 'T1', 'default')).toEqual([
    microstepRow({ id: 'm9', number: 9, position: 9 }),
    microstepRow({ id: 'm10', number: 10, position: 10 }),
  ]);
  await db.destroy();
});
