import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Job, MessageRef, Queue } from '../../src/jobs/job.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { deliverJob } from '../../src/notifications/deliver-job.ts';
import { createPretendSlack, type PretendSlack } from '../../src/sandbox/slack/index.ts';
import { createDeliverHandler } from '../../src/slack/delivery/deliver.ts';
import { createPace } from '../../src/slack/delivery/pace.ts';
import type { Database } from '../../src/store/database.ts';
import { insertPreview, updatePreview } from '../../src/store/previews.ts';
import { emptySettings } from '../../src/store/settings-schema.ts';
import { handleAll } from '../jobs/handlers.ts';
import { ManualClock } from '../jobs/manual-clock.ts';
import { enqueue } from '../jobs/queue-engine.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { previewRow } from '../previews/preview-row.ts';
import { engines } from '../support/engines.ts';
import { until } from '../support/until.ts';

const ADA = 'U01ADA00001';
const DEPLOYS = 'C01DEPLOYS1';
const BUILDRUNNER = 'C01BUILDRN1';
const DIRECT = 'D01ADA00001';
/** As messages are addressed, and where they are seen. */
const CHANNELS = [
  [DEPLOYS, DEPLOYS],
  [BUILDRUNNER, BUILDRUNNER],
  [ADA, DIRECT],
] as const;

let clock: ManualClock;
let slack: PretendSlack;
let database: Database;
let queue: Queue;
let gaveUp: string[];
let close: () => Promise<void>;

/** A Slack that keeps its rate limits by a clock which the test moves, and the queue that sends to it. */
beforeEach(async () => {
  clock = new ManualClock();
  const app = express();
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  slack = createPretendSlack({
    botToken: 'xoxb-test',
    signingSecret: 'secret',
    requestUrl: () => `${base}/nowhere`,
    baseUrl: () => base,
    appManifest: parse(readFileSync('slack-manifest.yml', 'utf8')),
    now: clock.now,
  });
  app.use('/slack', slack.router);
  database = await engines[0]!.open();
  const client = new WebClient('xoxb-test', {
    slackApiUrl: `${base}/slack/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  gaveUp = [];
  let ids = 0;
  queue = createSqliteQueue({
    database,
    now: clock.now,
    timers: clock.timers,
    newId: () => String(++ids).padStart(6, '0'),
    log: recordedLog(),
    onDead: ({ key }) => void gaveUp.push(key),
  });
  const deliver = createDeliverHandler({
    database,
    settings: { read: async () => emptySettings() },
    accounts: { ownerOf: async () => undefined },
    plan: { read: async () => undefined },
    providerName: (provider) => provider,
    clientFor: async () => client,
    pace: createPace(clock),
    onUndeliverable: async ({ channel }) => void gaveUp.push(channel),
    now: clock.now,
    log: recordedLog() as never,
  });
  const handlers = handleAll(async () => undefined);
  await queue.work({ ...handlers, 'message.deliver': deliver });
  close = async () => {
    await queue.stop(60_000);
    await slack.close();
    await database.close();
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

const isAtRest = () => until(async () => (await queue.counts()).running === 0);

/** Lets the clock go on until all that waits has been sent; `meanwhile` is called at every second of it. */
async function pass(meanwhile: (second: number) => void | Promise<void> = () => {}): Promise<number> {
  for (let second = 0; ; second += 1) {
    await isAtRest();
    if ((await queue.counts()).ready === 0) return second;
    await meanwhile(second);
    await clock.advance(1_000);
  }
}

/** A message that is known again by its branch: `ready7`, `failed7`. */
function news(channel: string, state: 'ready' | 'failed', number: number): MessageRef {
  const branch = `${state}${number}`;
  const reported = { externalId: `dpl_${branch}`, state, branch };
  return {
    form: 'deployment',
    workspaceId: 'T1',
    channel,
    integrationId: 'int-1',
    provider: 'vercel',
    reported,
  };
}

/** What is seen in a channel, in its order. */
function seen(channel: string): string[] {
  const messages = slack.snapshot(ADA).messages[channel] ?? [];
  return messages.map(({ blocks }) => /`((?:ready|failed)\d+)`/.exec(JSON.stringify(blocks))?.[1] ?? 'other');
}

const numbered = (state: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${state}${index}`);

describe('a storm of messages', () => {
  it('of 300 through a Slack that answers 429: all arrive in order, failures first, none twice', async () => {
    const jobs: Job[] = [];
    for (let number = 0; number < 90; number += 1) {
      for (const [channel] of CHANNELS) jobs.push(deliverJob(news(channel, 'ready', number)));
    }
    for (let number = 0; number < 10; number += 1) {
      for (const [channel] of CHANNELS) jobs.push(deliverJob(news(channel, 'failed', number)));
    }
    expect(jobs).toHaveLength(300);
    slack.failNext('chat.postMessage', { retryAfter: 3 }, 20);
    await enqueue({ database }, queue, ...jobs);
    await pass((second) => {
      if (second % 10 === 5) slack.failNext('chat.postMessage', { retryAfter: 2 }, 3);
    });
    for (const [, shown] of CHANNELS) {
      expect(seen(shown)).toEqual([...numbered('failed', 10), ...numbered('ready', 90)]);
    }
    expect(gaveUp).toEqual([]);
    expect(slack.calls('chat.postMessage').length).toBeGreaterThan(320);
    expect(slack.calls('conversations.history')).toEqual([]);
  }, 60_000);

  it('is paced so that Slack need not refuse any, and ends about as soon as it may', async () => {
    const messages = Array.from({ length: 40 }, (_, number) => news(DEPLOYS, 'ready', number));
    await enqueue({ database }, queue, ...messages.map((message) => deliverJob(message)));
    const seconds = await pass();
    expect(seen(DEPLOYS)).toEqual(numbered('ready', 40));
    expect(slack.calls('chat.postMessage')).toHaveLength(40);
    expect(seconds).toBeLessThanOrEqual(40);
  });

  it('lets a failure through that comes late, before all that waits', async () => {
    const messages = Array.from({ length: 20 }, (_, number) => news(DEPLOYS, 'ready', number));
    await enqueue({ database }, queue, ...messages.map((message) => deliverJob(message)));
    await pass(async (second) => {
      if (second === 5) await enqueue({ database }, queue, deliverJob(news(DEPLOYS, 'failed', 0)));
    });
    const order = seen(DEPLOYS);
    expect(order).toHaveLength(21);
    expect(order.indexOf('failed0')).toBeLessThan(12);
    expect(order.filter((name) => name.startsWith('ready'))).toEqual(numbered('ready', 20));
  });

  it('sends of the changes of one card what is left of them when its turn comes', async () => {
    await insertPreview(database.db, previewRow({ channel: DEPLOYS, state: 'queued' }));
    const card = { workspaceId: 'T1', channel: DEPLOYS, previewId: 'pv-7k3m9x', form: 'card' } as const;
    const messages = Array.from({ length: 20 }, (_, number) => news(DEPLOYS, 'ready', number));
    await enqueue({ database }, queue, deliverJob(card), ...messages.map((message) => deliverJob(message)));
    await pass(async (second) => {
      if (second > 15) return;
      await updatePreview(database.db, 'pv-7k3m9x', {
        state: second < 15 ? 'building' : 'ready',
        branch: `b${second}`,
      });
      await enqueue({ database }, queue, deliverJob(card));
    });
    expect(slack.calls('chat.update')).toHaveLength(1);
    const [shown] = slack.snapshot(ADA).messages[DEPLOYS] ?? [];
    expect(shown?.text).toMatch(/^Ready: preview of b15/);
    expect(seen(DEPLOYS)).toHaveLength(21);
  });
});
