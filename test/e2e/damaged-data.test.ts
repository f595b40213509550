import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDir } from '../../src/store/data-dir-lock.ts';
import { spawnBot, startBot } from '../support/bot-process.ts';
import { contentsOf, copyDataDir, makeDataDir } from '../support/data-dir.ts';

const SLACK = {
  SLACK_BOT_TOKEN: 'xoxb-nobody',
  SLACK_SIGNING_SECRET: 'a-signing-secret',
  SLACK_API_URL: 'http://127.0.0.1:9/',
  HOST: '127.0.0.1',
};
/** Root may read everything, so where the tests are root's the process is somebody else's. */
const nobody = process.getuid?.() === 0 ? { as: { uid: 65_534, gid: 65_534 } } : {};

let good: string;
let dataDir: string;
beforeAll(async () => {
  good = await makeDataDir();
});
beforeEach(async () => {
  dataDir = await copyDataDir(good);
});

const at = (name: string) => join(dataDir, name);
const GARBAGE = 'Dear diary, '.repeat(1_000);
const KEY_OF_ANOTHER = `${Buffer.alloc(32, 7).toString('base64')}\n`;

function sqlite(name: string, sql: string): void {
  const database = new DatabaseSync(at(name));
  database.exec(sql);
  database.close();
}

function damagePages(): void {
  const bytes = readFileSync(at('buildrunner.db'));
  writeFileSync(at('buildrunner.db'), bytes.fill(0xee, bytes.length - 12_288, bytes.length - 4_096));
}

function editSettings(edit: (text: string) => string): void {
  writeFileSync(at('settings/T1.json'), edit(readFileSync(at('settings/T1.json'), 'utf8')));
}

interface Damage {
  what: string;
  damage: () => unknown;
  /** The file that the message must name, within the folder. */
  file: string;
  problem: RegExp;
  mend: RegExp;
  environment?: Record<string, string>;
  unreadable?: true;
}

const RESTORE = /npm run restore -- .*--force/;
const LAST_GOOD = /T1\.json\.last-good: npm start -- --last-good/;
const NEW_KEY = /key back from a backup.*npm start -- --new-key/;

const DAMAGES: readonly Damage[] = [
  {
    what: 'a database that was cut short',
    damage: () => truncateSync(at('buildrunner.db'), 8_192),
    file: 'buildrunner.db',
    problem: /is damaged/,
    mend: RESTORE,
  },
  {
    what: 'a database with damaged pages',
    damage: damagePages,
    file: 'buildrunner.db',
    problem: /is damaged/,
    mend: RESTORE,
  },
  {
    what: 'garbage for a database',
    damage: () => writeFileSync(at('buildrunner.db'), GARBAGE),
    file: 'buildrunner.db',
    problem: /not a SQLite database/,
    mend: RESTORE,
  },
  {
    what: 'another program’s database',
    damage() {
      rmSync(at('buildrunner.db'));
      sqlite('buildrunner.db', 'create table bookmarks (url text)');
    },
    file: 'buildrunner.db',
    problem: /not one of BuildRunner/,
    mend: /Point DATA_DIR at/,
  },
  {
    what: 'a later BuildRunner’s database',
    damage: () =>
      sqlite(
        'buildrunner.db',
        "insert into kysely_migration (name, timestamp) values ('9999-future', '2030-01-01')",
      ),
    file: 'buildrunner.db',
    problem: /later BuildRunner \(9999-future\)/,
    mend: /Start that version/,
  },
  {
    what: 'a database of somebody else',
    damage: () => chmodSync(at('buildrunner.db'), 0o000),
    file: 'buildrunner.db',
    problem: /cannot be opened/,
    mend: /may be written by this user/,
    unreadable: true,
  },
  {
    what: 'garbage for a lock',
    damage: () => writeFileSync(at('lock'), GARBAGE),
    file: 'lock',
    problem: /is not BuildRunner’s lock/,
    mend: /rm .*lock/,
  },
  {
    what: 'a folder of somebody else',
    damage: () => chmodSync(dataDir, 0o000),
    file: '',
    problem: /cannot be used/,
    mend: /belongs to the user/,
    unreadable: true,
  },
  {
    what: 'a file for a folder',
    damage() {
      renameSync(dataDir, `${dataDir}-aside`);
      writeFileSync(dataDir, '');
    },
    file: '',
    problem: /cannot be used/,
    mend: /DATA_DIR must be a folder/,
  },
  {
    what: 'settings that were cut short',
    damage: () => truncateSync(at('settings/T1.json'), 100),
    file: 'settings/T1.json',
    problem: /is not valid JSON/,
    mend: LAST_GOOD,
  },
  {
    what: 'garbage for settings, and no last good copy',
    damage() {
      writeFileSync(at('settings/T1.json'), GARBAGE);
      rmSync(at('settings/T1.json.last-good'));
    },
    file: 'settings/T1.json',
    problem: /is not valid JSON/,
    mend: /put a backup in its place; there is no last good copy/,
  },
  {
    what: 'settings of another shape',
    damage: () => editSettings((text) => text.replace('"projects"', '"project"')),
    file: 'settings/T1.json',
    problem: /is not a settings document: projects/,
    mend: LAST_GOOD,
  },
  {
    what: 'a later BuildRunner’s settings',
    damage: () => editSettings((text) => text.replace('"version": 1', '"version": 2')),
    file: 'settings/T1.json',
    problem: /later BuildRunner \(version 2\)/,
    mend: /Start that version/,
  },
  {
    what: 'settings that are gone',
    damage: () => rmSync(at('settings/T1.json')),
    file: 'settings/T1.json',
    problem: /is gone/,
    mend: LAST_GOOD,
  },
  {
    what: 'settings of somebody else',
    damage: () => chmodSync(at('settings/T1.json'), 0o000),
    file: 'settings/T1.json',
    problem: /cannot be read/,
    mend: /belongs to this user/,
    unreadable: true,
  },
  {
    what: 'a sealed credential that was changed',
    damage: () => editSettings((text) => text.replace(/("token": "v1\.[^.]+\.[^.]+\.)./, '$1_')),
    file: 'vault.key',
    problem: /does not open the token of vercel in workspace T1: .*changed after it was sealed/,
    mend: NEW_KEY,
  },
  {
    what: 'a key file that is gone',
    damage: () => rmSync(at('vault.key')),
    file: 'vault.key',
    problem: /is missing, though there are credentials/,
    mend: NEW_KEY,
  },
  {
    what: 'another key',
    damage: () => writeFileSync(at('vault.key'), KEY_OF_ANOTHER),
    file: 'vault.key',
    problem: /does not open the token of vercel in workspace T1: .*key that is not configured/,
    mend: NEW_KEY,
  },
  {
    what: 'a key file that was cut short',
    damage: () => truncateSync(at('vault.key'), 20),
    file: 'vault.key',
    problem: /must be 32 bytes/,
    mend: /restore the file from a backup/,
  },
  {
    what: 'garbage for a key',
    damage: () => writeFileSync(at('vault.key'), GARBAGE),
    file: 'vault.key',
    problem: /must be base64/,
    mend: /restore the file from a backup/,
  },
  {
    what: 'a key file that others may read',
    damage: () => chmodSync(at('vault.key'), 0o644),
    file: 'vault.key',
    problem: /mode 0644/,
    mend: /chmod 600 .*vault\.key/,
  },
  {
    what: 'a key file of somebody else',
    damage: () => chmodSync(at('vault.key'), 0o000),
    file: 'vault.key',
    problem: /cannot be used/,
    mend: /must belong to the user/,
    unreadable: true,
  },
  {
    what: 'another key in the environment',
    damage: () => undefined,
    environment: { BUILDRUNNER_ENCRYPTION_KEY: KEY_OF_ANOTHER.trim() },
    file: '',
    problem: /BUILDRUNNER_ENCRYPTION_KEY does not open the token of vercel/,
    mend: NEW_KEY,
  },
];

/** Gives a folder to nobody, whose process then owns all of it but what was made unreadable. */
async function run({ unreadable, environment }: Damage) {
  const { as } = unreadable ? nobody : {};
  if (as) giveAway(as);
  const { child, output } = spawnBot({ ...SLACK, ...environment, DATA_DIR: dataDir }, as ? { as } : {});
  const [code] = await once(child, 'close');
  return { code, output: output() };
}

function giveAway({ uid, gid }: { uid: number; gid: number }): void {
  const isClosed = (path: string) => (statSync(path).mode & 0o777) === 0;
  for (const path of ['..', '', ...globSync('**', { cwd: dataDir })].map(at)) {
    if (!isClosed(path)) chownSync(path, uid, gid);
  }
}

describe('promise 12: a start on damaged data', () => {
  it.each(DAMAGES)('refuses $what, names it and the mend, and changes nothing', async (damage) => {
    damage.damage();
    const before = contentsOf(dataDir);
    const { code, output } = await run(damage);
    expect(code).toBe(1);
    if (!damage.environment) expect(output).toContain(at(damage.file));
    expect(output).toMatch(damage.problem);
    expect(output).toMatch(damage.mend);
    expect(output).not.toMatch(/^\s+at /m);
    expect(output).not.toContain('"msg":"ready"');
    expect(contentsOf(dataDir)).toEqual(before);
  });

  it('refuses a folder that another process works in', async () => {
    const unlock = lockDataDir(dataDir);
    const { code, output } = await run({
      what: '',
      damage: () => undefined,
      file: '',
      problem: /./,
      mend: /./,
    });
    unlock();
    expect(code).toBe(1);
    expect(output).toMatch(/is in use by another BuildRunner\. Stop that one first/);
  });

  it('refuses a flag that it does not know, and says which there are', async () => {
    const { child, output } = spawnBot({ ...SLACK, DATA_DIR: dataDir }, { flags: ['--last-bad'] });
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    expect(output()).toMatch(/--last-bad.*\nUsage: npm start .*--last-good.*--new-key/);
  });
});

describe('the ways back', () => {
  it('--last-good takes the last good copy, keeps what was damaged, and says so loudly', async () => {
    truncateSync(at('settings/T1.json'), 100);
    const damaged = readFileSync(at('settings/T1.json'), 'utf8');
    const bot = await startBot({ ...SLACK, DATA_DIR: dataDir }, ['--last-good']);
    expect(await bot.stop()).toBe(0);
    const said = bot
      .output()
      .split('\n')
      .find((line) => line.includes('the last good copy is in force'));
    expect(JSON.parse(said ?? '{}')).toMatchObject({ level: 50, file: at('settings/T1.json') });
    const [aside = ''] = globSync('settings/T1.json.damaged-*', { cwd: dataDir });
    expect(readFileSync(at(aside), 'utf8')).toBe(damaged);
    expect(readFileSync(at('settings/T1.json'), 'utf8')).toBe(
      readFileSync(at('settings/T1.json.last-good'), 'utf8'),
    );
  });

  it('--last-good changes nothing where nothing is damaged', async () => {
    const before = contentsOf(dataDir);
    const bot = await startBot({ ...SLACK, DATA_DIR: dataDir }, ['--last-good']);
    await bot.stop();
    expect(contentsOf(dataDir)['settings/T1.json']).toBe(before['settings/T1.json']);
    expect(bot.output()).not.toContain('last good copy');
  });

  it('--last-good refuses where the copy is damaged as well', async () => {
    truncateSync(at('settings/T1.json'), 100);
    truncateSync(at('settings/T1.json.last-good'), 100);
    const before = contentsOf(dataDir);
    const { child, output } = spawnBot({ ...SLACK, DATA_DIR: dataDir }, { flags: ['--last-good'] });
    expect((await once(child, 'close'))[0]).toBe(1);
    expect(output()).toContain(at('settings/T1.json.last-good'));
    expect(contentsOf(dataDir)).toEqual(before);
  });

  it('--new-key starts with a fresh key where the old one is lost', async () => {
    rmSync(at('vault.key'));
    const bot = await startBot({ ...SLACK, DATA_DIR: dataDir }, ['--new-key']);
    expect(await bot.stop()).toBe(0);
    expect(existsSync(at('vault.key'))).toBe(true);
    expect(bot.output()).toContain('have to be typed anew');
  });
});
