import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotProcess, startBot } from '../support/bot-process.ts';
import { type HoldingProxy, openHoldingProxy } from '../support/holding-proxy.ts';
import { openPageSession } from '../support/page-session.ts';
import { DEPLOYS, openSandboxServer, type SandboxServer } from '../support/sandbox-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const SECRET = 'a-webhook-secret-of-the-operator';

let world: SandboxServer;
let proxy: HoldingProxy;
let bot: BotProcess;
let dataDir: string;

beforeEach(async () => {
  world = await openSandboxServer();
  const slackApi = world.environment.SLACK_API_URL ?? '';
  proxy = await openHoldingProxy(slackApi);
  dataDir = await temporaryFolder('stopping');
  await start();
  await openPageSession(new URL(slackApi).origin).configure('vercel', {
    project_name: 'web-app',
    token: 'vercel_sandbox_token',
  });
});
afterEach(async () => {
  proxy?.release();
  await bot?.stop();
  await world?.close();
  proxy?.close();
});

async function start(): Promise<void> {
  bot = await startBot({
    ...world.environment,
    SLACK_API_URL: proxy.url,
    VERCEL_WEBHOOK_SECRET: SECRET,
    DATA_DIR: dataDir,
  });
  world.botAddress = bot.address;
}

/** Has a job at work that cannot finish: it posts a card, and Slack does not answer. */
async function holdAJob(): Promise<void> {
  proxy.hold('/chat.postMessage');
  await world.type('deploy-preview feature/login');
  await until(() => proxy.held > 0);
}

function cards() {
  const messages = world.snapshot().messages[DEPLOYS] ?? [];
  return messages.filter(
    ({ ephemeral, threadTs, text: shown }) => !ephemeral && !threadTs && shown.includes('feature/login'),
  );
}

/** A webhook of which the last byte has not been sent yet, once the bot has begun to read it. */
async function openDelivery() {
  const body = JSON.stringify({
    id: 'evt_open',
    type: 'deployment.never-heard-of',
    createdAt: 1,
    payload: {},
  });
  const sending = request(`${bot.address}/api/webhooks/vercel`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-vercel-signature': createHmac('sha1', SECRET).update(body).digest('hex'),
      expect: '100-continue',
    },
  });
  sending.flushHeaders();
  await once(sending, 'continue');
  sending.write(body.slice(0, -1));
  return async () => {
    const answered = once(sending, 'response');
    sending.end(body.slice(-1));
    const [response] = await answered;
    return { status: response.statusCode, body: await text(response) };
  };
}

describe('promise 10: SIGTERM', () => {
  it('is not ready from then on, lets the open request and the running job finish, and exits with 0', async () => {
    await holdAJob();
    const finishDelivery = await openDelivery();
    const stopped = bot.stop();
    await until(() => bot.output().includes('"msg":"stopping"'));

    const ready = await fetch(`${bot.address}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, reason: 'stopping' });
    expect((await fetch(`${bot.address}/healthz`)).status).toBe(200);
    const late = await fetch(`${bot.address}/api/webhooks/vercel`, { method: 'POST', body: '{}' });
    expect(late.status).toBe(503);

    expect(await finishDelivery()).toMatchObject({ status: 200 });
    proxy.release();
    expect(await stopped).toBe(0);

    expect(cards()).toHaveLength(1);
    const database = new DatabaseSync(join(dataDir, 'buildrunner.db'), { readOnly: true });
    const count = (from: string) => database.prepare(`select count(*) as n from ${from}`).get()?.n;
    expect(count(`webhook_deliveries where delivery_id = 'evt_open'`)).toBe(1);
    expect(count(`slack_messages where ts is not null`)).toBeGreaterThan(0);
    expect(count(`jobs where status = 'running'`)).toBe(0);
    expect(count(`runner_events where action = 'integration.called'`)).toBeGreaterThan(0);
    database.close();
  });

  it('a second time does not wait, and what was running is taken up by the next start', async () => {
    await holdAJob();
    const stopped = bot.stop();
    await until(() => {
      void bot.stop();
      return bot.output().includes('asked to stop a second time');
    });
    expect(await stopped).toBe(1);
    expect(cards()).toEqual([]);

    proxy.release();
    await start();
    await until(() => cards().length > 0);
    await until(() => cards()[0]?.text.startsWith('Ready'));
    expect(cards()).toHaveLength(1);
  });
});
