import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_TOKEN, createPretendSocket } from '../slack/pretend-socket.ts';
import { spawnBot, startBot } from '../support/bot-process.ts';
import { runCli } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let server: Server;
let slack: ReturnType<typeof createPretendSocket>;
let environment: Record<string, string>;

beforeAll(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  slack = createPretendSocket(server, base);
  const api = express().use('/api', slack.router);
  api.use(
    '/api',
    (_request, response) => void response.json({ ok: true, user: { id: 'U1', is_admin: true } }),
  );
  server.on('request', api);
  environment = {
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: `${base}/api/`,
    HOST: '127.0.0.1',
    DATA_DIR: await temporaryFolder('socket'),
  };
});

afterAll(async () => {
  slack.close();
  server.closeAllConnections();
  server.close();
});

const command = {
  command: '/buildrunner',
  text: 'previews',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  trigger_id: 't',
  response_url: 'http://127.0.0.1:1/nowhere',
};

describe('a process that is given an app token', () => {
  it('answers over a connection of its own, still serves webhooks, and stops', async () => {
    const bot = await startBot(environment);
    const { payload } = await slack.answerTo(await slack.tell('slash_commands', command));
    expect(JSON.stringify(payload)).toContain('no previews yet');
    const webhook = await fetch(`${bot.address}/api/webhooks/vercel/T1/none`, { method: 'POST', body: '{}' });
    expect(webhook.status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${bot.address}/healthz`)).status).toBe(200);
    expect(await bot.stop()).toBe(0);
    expect(slack.connections.size).toBe(0);
  });

  it('ends at its start, in words, where Slack refuses the token', async () => {
    const { child, output } = spawnBot({ ...environment, SLACK_APP_TOKEN: 'xapp-wrong' });
    const [code] = await once(child, 'close');
    expect(code).toBe(2);
    expect(output()).toContain('SLACK_APP_TOKEN is refused by Slack (invalid_auth)');
    expect(output()).not.toContain('xapp-wrong');
  });

  it('is looked at by the doctor', async () => {
    const { out } = await runCli('doctor', [], environment);
    expect(out).toContain('Socket Mode: the app token is good');
    const wrong = await runCli('doctor', [], { ...environment, SLACK_APP_TOKEN: 'xapp-wrong' });
    expect(wrong.out).toContain('SLACK_APP_TOKEN is refused: invalid_auth');
  });
});
