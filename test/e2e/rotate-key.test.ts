import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeyFile } from '../../src/security/key-file.ts';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { runCli } from '../support/command-line.ts';
import { openPageSession, type PageSession } from '../support/page-session.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

let dataDir: string;
let bot: BotProcess;
let session: PageSession;

beforeAll(async () => {
  dataDir = await temporaryFolder('rotate');
  bot = await startBot({ DATA_DIR: dataDir });
  session = openPageSession(bot.address);
  await session.configure('vercel', { token: 'vercel_sandbox_token', project_name: 'web-app' });
});
afterAll(() => bot?.stop());

const rotate = (...args: string[]) => runCli('rotate-key', args, { DATA_DIR: dataDir });
const settings = () => readFile(join(dataDir, 'sandbox/bot/settings/T01ACME0001.json'), 'utf8');
const keys = async () =>
  ((await readKeyFile(join(dataDir, 'sandbox/bot/vault.key'))) ?? []).map(({ id }) => id);

async function testsVercel(): Promise<void> {
  const before = await count('Vercel: Connection successful');
  await session.act('command', { channel: session.channel, command: '/buildrunner', text: 'test vercel' });
  await until(async () => (await count('Vercel: Connection successful')) > before);
}

async function count(text: string): Promise<number> {
  const { messages } = await session.snapshot();
  return (messages[session.channel] ?? []).filter((message) => message.text.startsWith(text)).length;
}

describe('npm run rotate-key', () => {
  it('seals everything with a new key while BuildRunner works', async () => {
    const [old = ''] = await keys();
    const { code, out } = await rotate();
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Everything is sealed') });
    const [sealing = '', ...older] = await keys();
    expect(older).toEqual([old]);
    expect(await settings()).toContain(sealing);
    expect(await settings()).not.toContain(old);
    await testsVercel();
  });

  it('forgets the older key when told to, and everything goes on', async () => {
    const [sealing] = await keys();
    expect(await rotate('--forget')).toMatchObject({ code: 0 });
    expect(await keys()).toEqual([sealing]);
    await bot.stop();
    bot = await startBot({ DATA_DIR: dataDir });
    session = openPageSession(bot.address);
    await testsVercel();
  });

  it('goes on at the start with a rotation that was cut off', async () => {
    const [old = ''] = await keys();
    await bot.kill();
    const { code, out } = await rotate();
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('is not running') });
    expect(await settings()).toContain(old);
    expect(await rotate('--forget')).toMatchObject({ code: 2, err: expect.stringContaining('not sealed') });
    const again = await rotate();
    expect(again.out).toContain('is new already');
    expect(await keys()).toHaveLength(2);
    bot = await startBot({ DATA_DIR: dataDir });
    session = openPageSession(bot.address);
    await until(async () => !(await settings()).includes(old));
    await testsVercel();
  });

  it('tells how a key of the environment is rotated, and touches nothing', async () => {
    const before = await keys();
    const { code, err } = await runCli('rotate-key', [], {
      DATA_DIR: dataDir,
      BUILDRUNNER_ENCRYPTION_KEY: 'anything',
    });
    expect(code).toBe(2);
    expect(err).toContain('in front of it, with a comma between');
    expect(err).not.toContain('anything');
    expect(await keys()).toEqual(before);
  });

  it('says so where there is no key file', async () => {
    const { code, err } = await runCli('rotate-key', [], { DATA_DIR: '/nowhere' });
    expect({ code, err }).toMatchObject({
      code: 2,
      err: expect.stringContaining('/nowhere holds no key file'),
    });
  });
});
