import { createHmac } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { runNpm } from '../support/run-npm.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const SECRET = 'a-webhook-secret-of-the-operator';
const SENDERS = 4;

let bot: BotProcess | undefined;
afterEach(() => bot?.stop());

function start(dataDir: string): Promise<BotProcess> {
  return startBot({
    SLACK_BOT_TOKEN: 'xoxb-nobody',
    SLACK_SIGNING_SECRET: 'a-signing-secret',
    SLACK_API_URL: 'http://127.0.0.1:9/',
    VERCEL_API_URL: 'http://127.0.0.1:9',
    VERCEL_WEBHOOK_SECRET: SECRET,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    DATA_DIR: dataDir,
  });
}

async function deliver(address: string, id: string): Promise<boolean> {
  const body = JSON.stringify({ id, type: 'deployment.never-heard-of', createdAt: 1, payload: {} });
  const signature = createHmac('sha1', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-vercel-signature': signature };
  const response = await fetch(`${address}/api/webhooks/vercel`, { method: 'POST', headers, body });
  await response.body?.cancel();
  return response.status === 200;
}

function deliveriesIn(dataDir: string): Set<unknown> {
  const database = new DatabaseSync(join(dataDir, 'buildrunner.db'), { readOnly: true });
  const rows = database.prepare('select delivery_id from webhook_deliveries').all();
  database.close();
  return new Set(rows.map((row) => row.delivery_id));
}

it('takes a backup under load in which everything is that was acknowledged before, and restores it elsewhere', async () => {
  const dataDir = await makeDataDir();
  bot = await start(dataDir);
  const { address } = bot;
  const acknowledged: string[] = [];
  let underLoad = true;
  const senders = Array.from({ length: SENDERS }, async (_, sender) => {
    for (let i = 0; underLoad; i += 1) {
      const id = `evt_${sender}_${i}`;
      if (await deliver(address, id)) acknowledged.push(id);
    }
  });
  await until(() => acknowledged.length >= 100);

  const before = [...acknowledged];
  const folder = join(await temporaryFolder('backup'), 'under-load');
  const backup = await runNpm('backup', [folder], { DATA_DIR: dataDir });
  const after = acknowledged.length;
  underLoad = false;
  await Promise.all(senders);
  expect(backup).toMatchObject({ code: 0, output: expect.stringContaining('The key is not in it.') });
  expect(after).toBeGreaterThan(before.length);

  const elsewhere = join(await temporaryFolder('restored'), 'data');
  expect(await runNpm('restore', [folder], { DATA_DIR: elsewhere })).toMatchObject({ code: 0 });
  const found = deliveriesIn(elsewhere);
  expect(before.filter((id) => !found.has(id))).toEqual([]);

  // Over the folder in use nothing is restored.
  const refused = await runNpm('restore', [folder, '--force'], { DATA_DIR: dataDir });
  expect(refused).toMatchObject({
    code: 2,
    output: expect.stringContaining('in use by another BuildRunner'),
  });

  copyFileSync(join(dataDir, 'vault.key'), join(elsewhere, 'vault.key'));
  await bot.stop();
  bot = await start(elsewhere);
  expect(await deliver(bot.address, before[0] ?? '')).toBe(true);
  expect(deliveriesIn(elsewhere)).toEqual(found);
});

it('says how it is used where it is used otherwise', async () => {
  const usage = await runNpm('backup', [], {});
  expect(usage).toMatchObject({ code: 2, output: expect.stringContaining('Usage: npm run backup --') });
  const flag = await runNpm('restore', ['x', '--frce'], {});
  expect(flag).toMatchObject({
    code: 2,
    output: expect.stringMatching(/--frce[\s\S]*Usage: npm run restore --/),
  });
});
