import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { MessageRef } from '../../src/jobs/job.ts';
import { messageKey } from '../../src/notifications/message-key.ts';
import { createPretendSlack, type PretendSlack } from '../../src/sandbox/slack/index.ts';
import { createDeliverHandler } from '../../src/slack/delivery/deliver.ts';
import { createPace } from '../../src/slack/delivery/pace.ts';
import { createUndeliverableNotice } from '../../src/slack/delivery/undeliverable.ts';
import type { Database } from '../../src/store/database.ts';
import { holdNews } from '../../src/store/held-news.ts';
import { insertIssueLink } from '../../src/store/issue-links.ts';
import { insertPreview, updatePreview } from '../../src/store/previews.ts';
import { emptySettings, type Settings } from '../../src/store/settings-schema.ts';
import { findSlackMessage, reserveSlackMessage } from '../../src/store/slack-messages.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { previewRow } from '../previews/preview-row.ts';
import { heldNewsRow, issueLinkRow } from '../store/rows.ts';
import { engines } from '../support/engines.ts';

const ADA = 'U01ADA00001';
const DEE = 'U01DEE00001';
const DEPLOYS = 'C01DEPLOYS1';
const GENERAL = 'C01GENERAL1';
const READY_AT = '2026-01-05T10:02:00.000Z';
const run = { attempt: 1, signal: new AbortController().signal };

const MICROSTEP = {
  id: 'm1',
  workspaceId: 'T1',
  projectId: 'default',
  ref: 'p1.s1.ms1',
  title: 'Build',
  description: '',
  status: 'doing',
  priority: 'none',
} as const;

let slack: PretendSlack;
let client: WebClient;
let database: Database;
let stop: () => void;
let deliver: ReturnType<typeof createDeliverHandler>;
let settings: Settings;
let undeliverable: [MessageRef, { code: string; advice: string }][];

function card(channel = DEPLOYS): MessageRef {
  return { workspaceId: 'T1', channel, previewId: 'pv-7k3m9x', form: 'card' };
}

const outcome: MessageRef = {
  workspaceId: 'T1',
  channel: DEPLOYS,
  previewId: 'pv-7k3m9x',
  form: 'outcome',
  attempt: 1,
  outcome: { kind: 'ready', at: READY_AT },
  broadcast: true,
};

beforeEach(async () => {
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
    rateLimits: false,
  });
  app.use('/slack', slack.router);
  database = await engines[0]!.open();
  await insertPreview(database.db, previewRow({ channel: DEPLOYS, state: 'building', requested_by: ADA }));
  undeliverable = [];
  settings = emptySettings();
  client = new WebClient('xoxb-test', {
    slackApiUrl: `${base}/slack/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  deliver = createDeliverHandler({
    database,
    settings: { read: async () => settings },
    accounts: { ownerOf: async (_workspace, name) => (name === 'dee-dev' ? DEE : undefined) },
    plan: { read: async (_executor, id) => (id === 'm1' ? MICROSTEP : undefined) },
    providerName: (provider) => provider,
    clientFor: async () => client,
    pace: createPace({ now: () => new Date() }),
    onUndeliverable: async (message, failure) => void undeliverable.push([message, failure]),
    now: () => new Date(),
    log: recordedLog() as never,
  });
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
});

afterEach(async () => {
  await slack.close();
  await database.close();
  stop();
});

function seen(channel = DEPLOYS) {
  return slack.snapshot(ADA).messages[channel] ?? [];
}

describe('delivery', () => {
  it('posts a card once and changes it in place', async () => {
    await deliver({ message: card() }, run);
    await deliver({ message: card() }, run);
    expect(seen().map(({ text }) => text)).toEqual(['Building: preview of feature/login on vercel.']);
    expect(slack.calls('chat.update')).toEqual([]);
    await updatePreview(database.db, 'pv-7k3m9x', {
      state: 'ready',
      finished_at: READY_AT,
      url: 'https://x.example',
    });
    await deliver({ message: card() }, run);
    expect(seen()).toMatchObject([{ edited: true, text: expect.stringMatching(/^Ready/) }]);
  });

  it('finds a card that was posted before it could be written down', async () => {
    await deliver({ message: card() }, run);
    await database.db.updateTable('slack_messages').set({ ts: null, content_hash: null }).execute();
    await updatePreview(database.db, 'pv-7k3m9x', { state: 'failed' });
    await deliver({ message: card() }, run);
    expect(seen()).toMatchObject([{ text: expect.stringMatching(/^Failed/) }]);
  });

  it('posts where a key was reserved and the process died before the post', async () => {
    const at = new Date().toISOString();
    const key = messageKey(card());
    const reserved = {
      ts: null,
      thread_ts: null,
      content_hash: null,
      failure: null,
      created_at: at,
      updated_at: at,
    };
    await reserveSlackMessage(database.db, { workspace_id: 'T1', key, channel: DEPLOYS, ...reserved });
    await deliver({ message: card() }, run);
    expect(seen()).toHaveLength(1);
  });

  it('does not post twice when the answer to a post is lost', async () => {
    slack.failNext('chat.postMessage', { status: 503 });
    await expect(deliver({ message: card() }, run)).rejects.toThrow();
    await deliver({ message: card() }, run);
    await deliver({ message: card() }, run);
    expect(seen()).toHaveLength(1);
  });

  it('puts an outcome under its card, and waits for the card', async () => {
    await updatePreview(database.db, 'pv-7k3m9x', { state: 'ready', finished_at: READY_AT });
    await expect(deliver({ message: outcome }, run)).rejects.toMatchObject({
      delayMs: 1000,
      code: 'rate_limited',
    });
    await deliver({ message: card() }, run);
    await deliver({ message: outcome }, run);
    await deliver({ message: outcome }, run);
    const [first, second, ...more] = seen();
    expect(more).toEqual([]);
    expect(second).toMatchObject({ threadTs: first?.ts, broadcast: true });
  });

  it('names who broke the build, where it is known who they are in Slack', async () => {
    const failed = {
      state: 'failed',
      finished_at: READY_AT,
      commit_sha: 'abc1234',
      commit_author: 'dee-dev',
    } as const;
    await updatePreview(database.db, 'pv-7k3m9x', failed);
    await deliver({ message: card() }, run);
    const told = { ...outcome, outcome: { kind: 'failed', at: READY_AT } } as const;
    await deliver({ message: told }, run);
    const [first, second] = seen();
    expect(JSON.stringify(first?.blocks)).toContain(`by <@${DEE}>`);
    expect(second?.text).toContain(`<@${ADA}> <@${DEE}> The preview of`);
  });

  it('waits as long as Slack asks', async () => {
    slack.failNext('chat.postMessage', { retryAfter: 7 });
    await expect(deliver({ message: card() }, run)).rejects.toMatchObject({
      delayMs: 7000,
      retryable: true,
      restsLane: true,
    });
    await deliver({ message: card() }, run);
    expect(seen()).toHaveLength(1);
    expect(slack.calls('conversations.history')).toEqual([]);
  });

  it('says nothing of an outcome that is no longer so', async () => {
    await deliver({ message: card() }, run);
    await deliver({ message: outcome }, run);
    expect(seen()).toHaveLength(1);
  });

  it('tells once why a channel cannot be reached, and gets through once it can', async () => {
    await deliver({ message: card(GENERAL) }, run);
    await deliver({ message: card(GENERAL) }, run);
    expect(undeliverable).toEqual([
      [
        card(GENERAL),
        expect.objectContaining({
          code: 'not_in_channel',
          advice: expect.stringContaining('/invite @BuildRunner'),
        }),
      ],
    ]);
    expect(await findSlackMessage(database.db, 'T1', messageKey(card(GENERAL)))).toMatchObject({
      failure: 'not_in_channel',
      ts: null,
    });
    await slack.act('command', { as: ADA, channel: GENERAL, command: '/invite', text: '@BuildRunner' });
    await deliver({ message: card(GENERAL) }, run);
    expect(seen(GENERAL).at(-1)?.text).toMatch(/^Building/);
  });

  it('leaves away what a person deleted', async () => {
    await deliver({ message: card() }, run);
    slack.failNext('chat.update', { error: 'message_not_found' });
    await updatePreview(database.db, 'pv-7k3m9x', { state: 'ready', finished_at: READY_AT });
    await deliver({ message: card() }, run);
    await updatePreview(database.db, 'pv-7k3m9x', { state: 'failed' });
    await deliver({ message: card() }, run);
    expect(slack.calls('chat.update')).toHaveLength(1);
    expect(slack.calls('chat.postMessage')).toHaveLength(1);
  });

  it('finds what was sent to a person before it could be written down', async () => {
    const news = { workspaceId: 'T1', channel: ADA, form: 'policy_news', at: 'now', problems: [] } as const;
    await deliver({ message: news }, run);
    await database.db
      .updateTable('slack_messages')
      .set({ ts: null, content_hash: null, channel: ADA })
      .execute();
    await deliver({ message: news }, run);
    expect(seen('D01ADA00001').map(({ text }) => text)).toEqual([
      ':white_check_mark: The policy file can be used again, and is in force.',
    ]);
  });

  it('tells an admin once that an integration is in trouble', async () => {
    const about = { workspaceId: 'T1', channel: ADA, form: 'health', integrationId: 'int-1' } as const;
    const message = { ...about, provider: 'vercel', what: 'not_answering', at: READY_AT } as const;
    for (let times = 0; times < 2; times += 1) await deliver({ message }, run);
    expect(seen('D01ADA00001').map(({ text }) => text)).toEqual([
      expect.stringMatching(/Vercel has not answered for a while\.$/i),
    ]);
  });

  it('goes on where the card was sent to a person', async () => {
    await deliver({ message: card(ADA) }, run);
    await updatePreview(database.db, 'pv-7k3m9x', { state: 'ready', finished_at: READY_AT });
    await deliver({ message: card(ADA) }, run);
    expect(seen('D01ADA00001')).toMatchObject([{ text: expect.stringMatching(/^Ready/) }]);
  });
});

describe('news in a channel', () => {
  const link = {
    workspaceId: 'T1',
    channel: DEPLOYS,
    form: 'issue_news',
    linkId: 'l1',
    what: 'status',
  } as const;
  const moved = (at: string, more = {}): MessageRef => ({ ...link, at, ...more });

  it('is a message of its own where the channel wants no cards, with what it is about', async () => {
    await updatePreview(database.db, 'pv-7k3m9x', {
      state: 'ready',
      finished_at: READY_AT,
      pull_request: 12,
    });
    await deliver({ message: { ...outcome, broadcast: false, flat: true } }, run);
    const [told, ...more] = seen();
    expect(more).toEqual([]);
    expect(told?.threadTs).toBeUndefined();
    expect(JSON.stringify(told?.blocks)).toContain('#12 · `pv-7k3m9x`');
  });

  it('stands under the first of its issue where it is to', async () => {
    await insertIssueLink(database.db, issueLinkRow({ id: 'l1', microstep_id: 'm1' }));
    await deliver({ message: moved('2026-01-05T10:00:00.000Z') }, run);
    await deliver({ message: moved('2026-01-05T11:00:00.000Z', { thread: true }) }, run);
    await deliver({ message: moved('2026-01-05T12:00:00.000Z', { thread: true }) }, run);
    const [first, ...later] = seen();
    expect(first?.threadTs).toBeUndefined();
    expect(later.map(({ threadTs, broadcast }) => [threadTs, broadcast])).toEqual([
      [first?.ts, false],
      [first?.ts, false],
    ]);
  });

  it('stands in the channel where nothing was told before', async () => {
    await insertIssueLink(database.db, issueLinkRow({ id: 'l1', microstep_id: 'm1' }));
    await deliver({ message: moved('2026-01-05T10:00:00.000Z', { thread: true }) }, run);
    expect(seen()).toMatchObject([{ text: expect.stringContaining('moved') }]);
    expect(seen()[0]?.threadTs).toBeUndefined();
  });
});

describe('a message that cannot be delivered', () => {
  it.each([
    ['not_in_channel', [['T1', GENERAL, 'not_in_channel']]],
    ['is_archived', [['T1', GENERAL, 'is_archived']]],
    ['invalid_blocks', []],
    ['message_not_found', []],
  ])('pauses its channel where that takes none at all: %s', async (code, expected) => {
    const paused: string[][] = [];
    const notice = createUndeliverableNotice({
      database,
      clientFor: async () => client,
      pause: async (...given) => void paused.push(given),
      log: recordedLog() as never,
    });
    await notice(card(GENERAL), { code, advice: 'Mend it.' });
    expect(paused).toEqual(expected);
  });

  it('has whoever subscribed told of the pause, with a way to go on', async () => {
    const message = { workspaceId: 'T1', channel: ADA, form: 'subscription_paused' } as const;
    await deliver(
      { message: { ...message, paused: GENERAL, reason: 'not_in_channel', since: READY_AT } },
      run,
    );
    const [told] = seen('D01ADA00001');
    expect(told?.text).toContain(`Nothing can be told in <#${GENERAL}> any more`);
    expect(JSON.stringify(told?.blocks)).toMatch(/invite @BuildRunner.*subscription:resume/);
  });
});

describe('a digest', () => {
  const digest: MessageRef = { workspaceId: 'T1', channel: DEPLOYS, form: 'digest', digestId: 'd1' };
  const reported = { externalId: 'dpl_1', state: 'failed', branch: 'main', error: 'out of memory' } as const;
  const deployment: MessageRef = {
    workspaceId: 'T1',
    channel: DEPLOYS,
    form: 'deployment',
    integrationId: 'int-1',
    provider: 'vercel',
    reported,
  };
  const hold = (message: MessageRef, happened_at: string) =>
    holdNews(
      database.db,
      heldNewsRow({
        key: messageKey(message),
        message: JSON.stringify(message),
        happened_at,
        digest_id: 'd1',
      }),
    );

  it('tells all of it at once, failures first, and pings nobody', async () => {
    await updatePreview(database.db, 'pv-7k3m9x', {
      state: 'ready',
      finished_at: READY_AT,
      commit_sha: 'abcdef123',
    });
    await hold(outcome, READY_AT);
    await hold(deployment, '2026-01-05T11:00:00.000Z');
    await deliver({ message: digest }, run);
    await deliver({ message: digest }, run);
    const [told, ...more] = seen();
    expect(more).toEqual([]);
    expect(told?.text).toBe('2 pieces of news since the last digest, 1 of them failures.');
    const blocks = JSON.stringify(told?.blocks);
    expect(blocks).toMatch(
      /`main`.*\*failed\*.*out of memory.*`feature\/login` \*ready\*.*`abcdef1` · `pv-7k3m9x`/s,
    );
    expect(blocks).not.toContain('<@');
  });

  it('still tells how an attempt ended that is over, without what is no longer so', async () => {
    await updatePreview(database.db, 'pv-7k3m9x', {
      state: 'building',
      attempt: 2,
      url: 'https://x.example',
    });
    await hold(outcome, READY_AT);
    await deliver({ message: digest }, run);
    expect(JSON.stringify(seen()[0]?.blocks)).toMatch(/\*ready\* on vercel/);
    expect(JSON.stringify(seen()[0]?.blocks)).not.toContain('x.example');
  });

  it('is not sent where nothing is left to tell', async () => {
    const gone: MessageRef = {
      workspaceId: 'T1',
      channel: DEPLOYS,
      form: 'issue_news',
      linkId: 'gone',
      what: 'status',
      at: READY_AT,
    };
    await hold(gone, READY_AT);
    await deliver({ message: digest }, run);
    expect(seen()).toEqual([]);
  });
});

describe('a reminder to replace credentials', () => {
  const since = '2026-01-05T10:00:00.000Z';
  const reminder: MessageRef = {
    workspaceId: 'T1',
    channel: ADA,
    form: 'rotation',
    integrationId: 'int-1',
    since,
  };
  const direct = () =>
    Object.values(slack.snapshot(ADA).messages)
      .flat()
      .filter(({ text }) => text.includes('have been in use since'));

  beforeEach(() => {
    const credentials = { token: 'v1.x' };
    const integration = { id: 'int-1', projectId: 'default', provider: 'vercel', fields: {}, credentials };
    settings.integrations = [{ ...integration, configuredBy: ADA, configuredAt: since }];
  });

  it('is sent once, however often it is due', async () => {
    await deliver({ message: reminder }, run);
    await deliver({ message: reminder }, run);
    expect(direct()).toHaveLength(1);
  });

  it('is not sent of what was replaced or disconnected meanwhile', async () => {
    settings.integrations[0]!.credentialsSince = { token: '2026-03-01T10:00:00.000Z' };
    await deliver({ message: reminder }, run);
    settings.integrations = [];
    await deliver({ message: reminder }, run);
    expect(direct()).toEqual([]);
  });
});
