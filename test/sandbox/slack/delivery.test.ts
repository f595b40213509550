import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slackSignature } from '../../../src/sandbox/slack/to-app/signature.ts';
import { type Received, startApp } from './raw-app.ts';
import { ADA, ADA_DM, DEPLOYS, GENERAL, startSlack, type World } from './support.ts';

const vectors = join(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'signatures/vectors.json');

describe.skipIf(!existsSync(vectors))('signature (needs CONTRACTS_DIR)', () => {
  it('is the one Slack prints as its example', () => {
    const all = JSON.parse(readFileSync(vectors, 'utf8')) as Record<string, string>[];
    const {
      secret = '',
      timestamp = '',
      body = '',
      header,
    } = all.find(({ vendor }) => vendor === 'slack') ?? {};
    expect(slackSignature(secret, Number(timestamp), body)).toBe(header);
  });
});

const NOW = new Date('2026-01-01T00:00:00Z');

function retryHeaders({ headers }: Received) {
  return [headers['x-slack-retry-num'], headers['x-slack-retry-reason']];
}

function heads(reason: string) {
  return ['1', '2', '3'].map((num) => [num, reason]);
}

describe('an app that does not answer as it should', () => {
  let world: World;
  let app: Awaited<ReturnType<typeof startApp>>;
  let planned: { run: () => void; delayMs: number }[];
  let folder: string;

  async function start(answers: (number | 'hang')[]) {
    app = await startApp(answers);
    world = await startSlack({
      requestUrl: () => app.url,
      now: () => NOW,
      deadlineMs: answers.includes('hang') ? 50 : 3_000,
      statePath: join(folder, 'slack.json'),
      schedule: (run, delayMs) => {
        planned.push({ run, delayMs });
        return () => {};
      },
    });
  }

  beforeEach(() => {
    planned = [];
    folder = mkdtempSync(join(tmpdir(), 'pretend-slack-'));
  });
  afterEach(async () => {
    await world.close();
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const notices = () => world.slack.snapshot(ADA).notices.map((notice) => notice.text);
  const run = () =>
    world.slack.act('command', { as: ADA, channel: DEPLOYS, command: '/buildrunner', text: 'x' });

  it.each([
    ['hang' as const, 'BuildRunner did not respond in time (operation_timeout).'],
    [500, 'BuildRunner answered with HTTP 500 (http_service_error).'],
    [404, 'BuildRunner answered with HTTP 404 (http_client_error).'],
  ])('%s is told to the person', async (answer, notice) => {
    await start([answer]);
    expect(await run()).toEqual({ ok: false });
    expect(notices()).toEqual([notice]);
  });

  it('is told to the person when it does not listen', async () => {
    await start([]);
    await app.close();
    expect(await run()).toEqual({ ok: false });
    expect(notices()).toEqual(['BuildRunner could not be reached (dispatch_failed).']);
    const [{ id } = { id: '' }] = world.slack.snapshot(ADA).notices;
    await world.slack.act('dismiss', { as: ADA, noticeId: id });
    expect(notices()).toEqual([]);
    app = await startApp([]);
  });

  it('gets an event again at once, after a minute and after five, then no more', async () => {
    await start([500, 503, 404, 500]);
    await world.slack.act('message', { as: ADA, channel: ADA_DM, text: 'hello' });
    await world.slack.idle();
    for (const delayMs of [0, 60_000, 300_000]) {
      expect(planned.map((retry) => retry.delayMs)).toEqual([delayMs]);
      planned.pop()?.run();
      await world.slack.idle();
    }
    expect(planned).toEqual([]);
    expect(app.received.map(retryHeaders)).toEqual([[undefined, undefined], ...heads('http_error')]);
    expect(new Set(app.received.map(({ body }) => body)).size).toBe(1);
  });

  it('hears why an event comes again', async () => {
    await start(['hang']);
    await world.slack.act('message', { as: ADA, channel: ADA_DM, text: 'hello' });
    await world.slack.idle();
    planned.pop()?.run();
    await world.slack.idle();
    expect(app.received.map(retryHeaders)).toEqual([
      [undefined, undefined],
      ['1', 'http_timeout'],
    ]);
  });

  it('gets what was pending after a restart of the workspace', async () => {
    await start([500]);
    await world.slack.act('message', { as: ADA, channel: ADA_DM, text: 'hello' });
    await world.slack.idle();
    const [first] = app.received;
    await world.close();
    await app.close();
    planned = [];
    await start([]);
    planned[0]?.run();
    await world.slack.idle();
    expect(app.received.map(({ body }) => body)).toEqual([first?.body]);
  });

  it('is not sent what its manifest does not subscribe to', async () => {
    await start([]);
    await world.slack.act('message', { as: ADA, channel: DEPLOYS, text: 'nothing for the bot' });
    await world.slack.act('command', { as: ADA, channel: GENERAL, command: '/invite', text: '@BuildRunner' });
    await world.slack.idle();
    expect(app.received).toEqual([]);
  });
});
