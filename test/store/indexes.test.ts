import { type CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sqliteColumns } from '../../src/store/columns.ts';
import {
  linkedMicrosteps,
  linkOfIssue,
  linksOfIntegration,
  linksOfMicrostep,
  linksOfUnmapped,
  rejectedMicrosteps,
} from '../../src/store/issue-links.ts';
import { migrateToLatest } from '../../src/store/migrations/migrate.ts';
import type { Schema } from '../../src/store/schema.ts';
import { nodeSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { openSqliteFile } from '../../src/store/sqlite-file.ts';
import { listSyncRuns, pruneSyncRuns, runningSyncRuns } from '../../src/store/sync-history.ts';
import { dropOldBodies, removeOldDeliveries } from '../../src/store/webhook-deliveries.ts';
import { at } from './rows.ts';

let db: Kysely<Schema>;
const asked: CompiledQuery[] = [];

beforeAll(async () => {
  const dialect = nodeSqliteDialect(openSqliteFile(':memory:'));
  db = new Kysely<Schema>({ dialect, log: ({ query }) => void asked.push(query) });
  await migrateToLatest(db, sqliteColumns);
});
afterAll(() => db.destroy());

/** SQLite's own words on how it does what a repository asks. */
async function planOf(query: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await query();
  const [compiled] = asked;
  if (!compiled) throw new Error('nothing was asked');
  const explained = { ...compiled, sql: `explain query plan ${compiled.sql}` };
  const { rows } = await db.executeQuery<{ detail: string }>(explained);
  return rows.map(({ detail }) => detail);
}

it.each<[string, () => Promise<unknown>]>([
  ['the link of an issue', () => linkOfIssue(db, 'int-1', 'e1')],
  ['the links of a microstep', () => linksOfMicrostep(db, 'm1')],
  ['the links of an integration', () => linksOfIntegration(db, 'int-1', { after: 'l1', limit: 100 })],
  ['what waits for a status', () => linksOfUnmapped(db, 'int-1', 'status', 'In Review')],
  ['what is linked', () => linkedMicrosteps(db, 'int-1')],
  ['what an issue is not', () => rejectedMicrosteps(db, 'int-1', 'e1')],
  ['the runs of a workspace', () => listSyncRuns(db, 'T1', { limit: 10 })],
  ['the runs under way', () => runningSyncRuns(db)],
  ['the run under way of an integration', () => runningSyncRuns(db, 'int-1')],
  ['the deliveries whose bodies to forget', () => dropOldBodies(db, at(0), 500)],
  ['the deliveries to forget', () => removeOldDeliveries(db, at(0), 500)],
  ['the runs to forget', () => pruneSyncRuns(db, 'int-1', at(0))],
])('finds %s by an index', async (_what, query) => {
  const details = await planOf(query);
  expect(details.length).toBeGreaterThan(0);
  expect(details.filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
});

it.each<[string, () => Promise<unknown>]>([
  ['the links of an integration', () => linksOfIntegration(db, 'int-1', { after: 'l1', limit: 100 })],
  ['the runs of a workspace', () => listSyncRuns(db, 'T1', { limit: 10 })],
])('has %s in order without sorting', async (_what, query) => {
  expect((await planOf(query)).filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
});
