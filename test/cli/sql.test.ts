import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { appendRunnerEvents } from '../../src/store/runner-events.ts';
import { at, eventRow } from '../store/rows.ts';
import { runCli } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** As the integrations guide prints it. */
const GUIDES_QUERY = `-- View integration events
SELECT actor, action, payload, created_at 
FROM runner_events 
WHERE action LIKE '%integration%' 
ORDER BY created_at DESC;`;

let dataDir: string;
let database: Database;
beforeAll(async () => {
  dataDir = await temporaryFolder('sql');
  database = await openDatabase({ path: join(dataDir, 'buildrunner.db') });
  await appendRunnerEvents(
    database.db,
    eventRow({
      id: 'e1',
      action: 'integration.configured',
      created_at: at(1),
      payload: '{"provider":"vercel"}',
    }),
    eventRow({ id: 'e2', action: 'integration.tested', created_at: at(2) }),
    eventRow({ id: 'e3', action: 'preview.ready', created_at: at(3) }),
  );
});
afterAll(() => database.close());

const sql = (...args: string[]) => runCli('sql', args, { DATA_DIR: dataDir });

describe('npm run sql', () => {
  it('runs the guide’s query as printed, while the database is in use', async () => {
    const { code, out } = await sql(GUIDES_QUERY);
    expect(code).toBe(0);
    const [heading, rule, ...rows] = out.split('\n');
    expect(heading).toMatch(/^actor +action +payload +created_at$/);
    expect(rule).toMatch(/^-+ {2}-+ {2}-+ {2}-+$/);
    expect(rows[0]).toMatch(/^U1 +integration\.tested +\{\} +2026-11-24T10:02/);
    expect(rows[1]).toMatch(/^U1 +integration\.configured +\{"provider":"vercel"\} +2026-11-24T10:01/);
    expect(rows[2]).toBe('(2 rows)');
  });

  it('gives JSON where asked to', async () => {
    const { out } = await sql('--json', 'select id, sequence from runner_events order by id limit 1');
    expect(out).toBe('{"id":"e1","sequence":1}\n');
  });

  it.each([
    ['update runner_events set actor = 1', 'Only reading is possible'],
    ['delete from runner_events returning id', 'readonly database'],
    ['pragma query_only = off', 'Only reading is possible'],
    ['vacuum', 'Only reading is possible'],
    ['select 1; delete from runner_events', 'Only one query at a time'],
    ['select * from nowhere', 'no such table: nowhere'],
    ['', 'Usage'],
  ])('changes nothing: %s', async (query, message) => {
    const { code, err } = await sql(...(query === '' ? [] : [query]));
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect((await sql('--json', 'select count(*) as n from runner_events')).out).toBe('{"n":3}\n');
  });

  it('does not write elsewhere either', async () => {
    const elsewhere = join(await temporaryFolder('elsewhere'), 'new.db');
    const { code } = await sql(`attach '${elsewhere}' as other`);
    expect(code).toBe(2);
    expect(() => new DatabaseSync(elsewhere, { readOnly: true })).toThrow();
  });

  it('finds the sandbox’s database where there is no other', async () => {
    const folder = await temporaryFolder('sandbox-data');
    await mkdir(join(folder, 'sandbox/bot'), { recursive: true });
    const own = await openDatabase({ path: join(folder, 'sandbox/bot/buildrunner.db') });
    await own.close();
    const { out } = await runCli('sql', ['select 1 as one'], { DATA_DIR: folder });
    expect(out).toBe('one\n---\n1\n(1 row)\n');
  });

  it('refuses another program’s database', async () => {
    const folder = await temporaryFolder('foreign');
    const foreign = new DatabaseSync(join(folder, 'buildrunner.db'));
    foreign.exec('create table theirs (x)');
    foreign.close();
    const { code, err } = await runCli('sql', ['select * from theirs'], { DATA_DIR: folder });
    expect(code).toBe(2);
    expect(err).toContain('not one of BuildRunner');
  });
});
