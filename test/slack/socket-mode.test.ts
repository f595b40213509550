import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import express from 'express';
import type { Logger } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import { createEventIntake, type EventIntake } from '../../src/slack/event-intake.ts';
import { checkSocketUrl } from '../../src/slack/socket.ts';
import { until } from '../support/until.ts';
import { type House, openHouse } from './house.ts';
import { APP_TOKEN, createPretendSocket } from './pretend-socket.ts';

let server: Server;
let house: House;
let slack: ReturnType<typeof createPretendSocket>;
let base: string;
let app: SlackApp;
/** Everything that was logged, at whatever level. */
let written: string[];

beforeEach(async () => {
  house = await openHouse({ policy: { roles: { admin: ['U1'] } } });
  server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  slack = createPretendSocket(server, base);
  const api = express().use('/api', slack.router);
  api.use('/api', (_request, response) => void response.json({ ok: true, ts: '1.1', user: { id: 'U1' } }));
  server.on('request', api);
  written = [];
  app = openApp();
});
afterEach(async () => {
  await app.socket.close();
  slack.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await house.close();
});

const stored = () => house.database.db.selectFrom('slack_events').selectAll().execute();

function openApp(appToken = APP_TOKEN, takeEvent?: EventIntake): SlackApp {
  const log = everythingInto(written);
  const queue = { enqueue: async () => undefined };
  return createSlackApp({
    slack: { botToken: 'xoxb-test', appToken },
    apiUrl: `${base}/api/`,
    takeEvent: takeEvent ?? createEventIntake({ database: house.database, queue, now: house.rooms.now }),
    rooms: { ...house.rooms, log },
    log,
  });
}

function everythingInto(lines: string[]): Logger {
  const write = (...given: unknown[]) => {
    lines.push(
      given.map((each) => (typeof each === 'string' ? each : inspect(each, { depth: 9 }))).join(' '),
    );
  };
  const log = { debug: write, info: write, warn: write, error: write, child: () => log };
  return log as unknown as Logger;
}

const event = {
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  event: { type: 'app_mention', user: 'U1', channel: 'C1', text: '<@UB> previews', ts: '1.1' },
};
const command = {
  command: '/buildrunner',
  text: 'previews',
  team_id: 'T1',
  user_id: 'U1',
  channel_id: 'C1',
  trigger_id: 't',
  response_url: 'http://127.0.0.1:1/nowhere',
};

describe('what people do, over a connection that we opened', () => {
  it('is answered with its acknowledgement', async () => {
    await app.socket.open();
    const { payload } = await slack.answerTo(await slack.tell('slash_commands', command));
    expect(JSON.stringify(payload)).toContain('no previews yet');
  });

  it('promise 4: is durable before it is acknowledged', async () => {
    const inTime: number[] = [];
    const keep = createEventIntake({
      database: house.database,
      queue: { enqueue: async () => undefined },
      now: house.rooms.now,
    });
    app = openApp(APP_TOKEN, ({ body, ack }) =>
      keep({
        body,
        ack: async () => {
          inTime.push((await stored()).length);
          await ack();
        },
      }),
    );
    await app.socket.open();
    await slack.answerTo(await slack.tell('events_api', event));
    expect(inTime).toEqual([1]);
  });

  it('promise 11: is not acknowledged where it cannot be stored, and is taken when Slack tells of it again', async () => {
    let isFull = true;
    const keep = createEventIntake({
      database: house.database,
      queue: {
        async enqueue() {
          if (isFull) throw new Error('disk is full');
        },
      },
      now: house.rooms.now,
    });
    app = openApp(APP_TOKEN, keep);
    await app.socket.open();
    const first = await slack.tell('events_api', event);
    await slack.answerTo(await slack.tell('slash_commands', command));
    expect(slack.isAcknowledged(first)).toBe(false);
    isFull = false;
    await slack.answerTo(await slack.tell('events_api', event));
    expect(await stored()).toHaveLength(1);
  });

  it('comes in over the next connection when Slack ends one', async () => {
    await app.socket.open();
    slack.recycle();
    await until(() => slack.opened === 2 && slack.connections.size === 1);
    await slack.answerTo(await slack.tell('slash_commands', command));
  });

  it('comes in again after the connection broke, and Slack could not be reached at once', async () => {
    await app.socket.open();
    slack.refusals.push({ status: 503 }, { body: { ok: false, error: 'internal_error' } });
    for (const connection of slack.connections) connection.terminate();
    await until(() => slack.opened === 2);
    await slack.answerTo(await slack.tell('slash_commands', command));
  });

  it('does not come in any more once it is closed', async () => {
    await app.socket.open();
    await app.socket.close();
    await until(() => slack.connections.size === 0);
    expect(slack.opened).toBe(1);
  });
});

describe('opening a connection', () => {
  it('says in words that the token is refused', async () => {
    app = openApp('xapp-wrong');
    const opening = app.socket.open();
    await expect(opening).rejects.toBeInstanceOf(ConfigError);
    await expect(opening).rejects.toThrow(
      /SLACK_APP_TOKEN is refused by Slack \(invalid_auth\).*connections:write/,
    );
  });

  it('goes on trying where Slack cannot be reached', async () => {
    slack.refusals.push({ status: 503 });
    await app.socket.open();
    expect(slack.opened).toBe(0);
    await until(() => slack.opened === 1);
  });

  it('connects to nobody but Slack', async () => {
    slack.elsewhere = 'wss://evil.example/link';
    await app.socket.open();
    expect(written.join('\n')).toContain('not its own');
    expect(slack.opened).toBe(0);
  });

  it('shows nobody what people say, nor the token', async () => {
    await app.socket.open();
    await slack.answerTo(await slack.tell('slash_commands', { ...command, text: 'help a-secret-word' }));
    const lines = written.join('\n');
    expect(lines).toContain('connected to Slack');
    expect(lines).not.toContain('a-secret-word');
    expect(lines).not.toContain(APP_TOKEN);
  });

  it.each([
    ['wss://wss-primary.slack.com/link/?ticket=1', undefined, true],
    ['wss://slack.com/link', undefined, true],
    ['ws://wss-primary.slack.com/link', undefined, false],
    ['wss://slack.com.evil.example/link', undefined, false],
    ['wss://evilslack.com/link', undefined, false],
    ['ws://127.0.0.1:9/link', undefined, false],
    ['ws://127.0.0.1:9/link', 'http://127.0.0.1:8/api/', true],
    [undefined, undefined, false],
  ])('to %s with the API at %s: %s', (address, apiUrl, isAllowed) => {
    const check = () => checkSocketUrl(address, apiUrl);
    if (isAllowed) expect(check).not.toThrow();
    else expect(check).toThrow('not its own');
  });
});
