import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { appendRunnerEvents } from '../../src/store/runner-events.ts';
import { at, eventRow } from '../store/rows.ts';
import { runCli } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const GENESIS = '0'.repeat(64);

let dataDir: string;
let database: Database;
beforeAll(async () => {
  dataDir = await temporaryFolder('audit');
  database = await openDatabase({ path: join(dataDir, 'buildrunner.db') });
  for (let i = 1; i <= 4; i += 1) {
    const row = eventRow({ id: `e${i}`, created_at: at(i), payload: JSON.stringify({ number: i }) });
    await appendRunnerEvents(database.db, row);
  }
  await appendRunnerEvents(database.db, eventRow({ id: 'f1', workspace_id: 'T2', created_at: at(9) }));
});
afterAll(() => database.close());

const audit = (...args: string[]) => runCli('audit', args, { DATA_DIR: dataDir });

async function exported(...args: string[]): Promise<Record<string, unknown>[]> {
  const { code, out } = await audit('export', ...args);
  expect(code).toBe(0);
  return out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

describe('npm run audit -- verify', () => {
  it('verifies every workspace while the database is in use, and tells where each chain ends', async () => {
    const { code, out } = await audit('verify');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^T1: 4 events verified\. Ends with event 4, hash [0-9a-f]{64}\nT2: 1 events verified/,
    );
  });

  it('holds the log against a hash that was noted elsewhere', async () => {
    const [, hash = ''] = /T1: .* hash (\w+)/.exec((await audit('verify')).out) ?? [];
    expect(await audit('verify', '--anchor', hash)).toMatchObject({ code: 0 });
    const elsewhere = await audit('verify', '--workspace', 'T2', '--anchor', hash);
    expect(elsewhere).toMatchObject({ code: 1, out: expect.stringContaining('No event has the hash') });
  });

  it('names the first broken event and its field, and ends with 1', async () => {
    const path = join(await temporaryFolder('tampered'), 'buildrunner.db');
    const file = new DatabaseSync(join(dataDir, 'buildrunner.db'));
    file.exec(`VACUUM INTO '${path}'`);
    file.close();
    const copy = new DatabaseSync(path);
    copy.exec(`UPDATE runner_events SET payload = '{"number":7}' WHERE id = 'e3'`);
    copy.exec(`DELETE FROM audit_chains WHERE workspace_id = 'T2'`);
    copy.close();
    const { code, out } = await runCli('audit', ['verify'], { DATA_DIR: join(path, '..') });
    expect(code).toBe(1);
    expect(out).toContain('T1: BROKEN at event 3 (e3): payload is not as written.');
    expect(out).toContain('T2: BROKEN at event 1 (f1): it stands beyond the noted end.');
  });
});

describe('npm run audit -- export', () => {
  it('writes the events since a date, as lines of JSON', async () => {
    expect((await exported('--since', at(3))).map(({ id }) => id)).toEqual(['e3', 'e4', 'f1']);
    expect((await exported('--since', '2026-11-25')).map(({ id }) => id)).toEqual([]);
    expect(await exported('--workspace', 'T2')).toHaveLength(1);
  });

  it('proves each event by the hash of the one before, by the rule that SECURITY.md states', async () => {
    const [third] = await exported('--workspace', 'T1', '--since', at(3));
    const all = await exported('--workspace', 'T1');
    expect(all[0]).toMatchObject({ previous_hash: GENESIS });
    expect(third).toEqual(all[2]);
    for (const event of all) {
      const { previous_hash, sequence, id, workspace_id, actor, action, payload, created_at } = event;
      const fields = [previous_hash, sequence, id, workspace_id, actor, action, payload, created_at];
      const text = JSON.stringify(['buildrunner audit 1', ...fields, event.fingerprints]);
      expect(createHash('sha256').update(text).digest('hex')).toBe(event.hash);
    }
  });
});

describe('a command that cannot be understood', () => {
  it.each([
    [[], 'Usage: npm run audit'],
    [['prove'], 'Usage: npm run audit'],
    [['export', '--since', 'yesterday'], '"yesterday" is not a date like 2026-11-24'],
    [['export', '--until', '2026-11-24'], "Unknown option '--until'"],
    [['verify', '--since', '2026-11-24'], '--since goes with export only.'],
    [['export', '--anchor', 'ab12'], '--anchor goes with verify only.'],
    [['verify', '--workspace', 'T9'], 'There is no workspace "T9" in the audit log; there is: T1, T2.'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await audit(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  it('says so where there is no database', async () => {
    const { code, err } = await runCli('audit', ['verify'], { DATA_DIR: '/nowhere' });
    expect(code).toBe(2);
    expect(err).toBe(
      '/nowhere: holds no database yet. Set DATA_DIR to the folder of your BuildRunner, or start it once.\n',
    );
  });
});
