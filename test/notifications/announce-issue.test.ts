import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssueNews } from '../../src/jobs/job.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { createAnnounceIssueHandler, createSuggestHandler } from '../../src/notifications/announce-issue.ts';
import type { Database } from '../../src/store/database.ts';
import { insertIssueLink } from '../../src/store/issue-links.ts';
import { openSettings, type SettingsStore } from '../../src/store/settings.ts';
import { reserveSlackMessage } from '../../src/store/slack-messages.ts';
import type { Subscription } from '../../src/store/subscription-schema.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { at, issueLinkRow, messageRow } from '../store/rows.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { subscription } from './subscription.ts';

const run = { attempt: 1, signal: new AbortController().signal };
const now = () => new Date(at(0));

let database: Database;
let settings: SettingsStore;
let options: Parameters<typeof createSuggestHandler>[0];

beforeEach(async () => {
  database = await engines[0]!.open();
  settings = openSettings({ directory: join(await temporaryFolder('issue'), 'settings') });
  let ids = 0;
  const newId = () => String(++ids);
  const queue = createSqliteQueue({ database, now, newId, log: recordedLog() });
  options = { database, settings, queue, now };
  await insertIssueLink(database.db, issueLinkRow({ id: 'l1' }));
});
afterEach(() => database.close());

function subscribe(...subscriptions: Subscription[]) {
  return settings.update('T1', (draft) => {
    draft.subscriptions = subscriptions;
  });
}

async function announced(what: IssueNews = 'status') {
  await createAnnounceIssueHandler(options)({ linkId: 'l1', what, at: at(0) }, run);
  const jobs = await database.db.selectFrom('jobs').select(['key', 'payload']).orderBy('key').execute();
  return jobs.map(({ key, payload }) => `${key}${JSON.parse(payload).message.thread ? ' in thread' : ''}`);
}

const key = (channel: string, minute = 0, what = 'status') => `issue:l1:${what}:${at(minute)}@${channel}`;

describe('news of an issue', () => {
  it('is told once in each channel that asked for its kind', async () => {
    await subscribe(
      subscription('C1', ['issues']),
      subscription('C1', ['issue.status']),
      subscription('C2', ['all']),
      subscription('C3', ['issue.attention']),
      subscription('C4', ['previews']),
    );
    expect(await announced()).toEqual([key('C1'), key('C2')]);
  });

  it('is told under the first of its issue where the channel wants threads', async () => {
    await subscribe(
      ...['C1', 'C2'].map((channel) => subscription(channel, ['issues'], { mode: 'thread' })),
      subscription('C3', ['issues']),
    );
    for (const channel of ['C2', 'C3']) {
      await reserveSlackMessage(database.db, messageRow({ key: key(channel, 1, 'conflict') }));
    }
    expect(await announced()).toEqual([key('C1'), `${key('C2')} in thread`, key('C3')]);
  });

  it('that no issue could be made is a failure', async () => {
    await subscribe(subscription('C1', ['all'], { onlyFailures: true }));
    expect(await announced('conflict')).toEqual([]);
    expect(await announced('not_created')).toEqual([key('C1', 0, 'not_created')]);
  });

  it('that was told at once is not told in a digest besides', async () => {
    await reserveSlackMessage(database.db, messageRow({ key: key('C1') }));
    await subscribe(subscription('C1', ['all'], { digestAt: '09:00' }));
    expect(await announced()).toEqual([]);
    expect(await database.db.selectFrom('held_news').select('key').execute()).toEqual([]);
  });

  it('is held where the channel wants a digest, once', async () => {
    await subscribe(subscription('C1', ['all'], { digestAt: '09:00' }));
    expect(await announced()).toEqual([]);
    await subscribe(subscription('C1', ['all']));
    expect(await announced()).toEqual([]);
    const held = await database.db.selectFrom('held_news').select('key').execute();
    expect(held).toEqual([{ key: key('C1') }]);
  });
});

it('asks about a likely match wherever decisions are asked for', async () => {
  await subscribe(subscription('C1', ['issue.attention']), subscription('C2', ['issue.status']));
  const issue = { provider: 'github', externalId: '7', key: '#7', title: 'A', url: 'https://x.example' };
  const about = { workspaceId: 'T1', projectId: 'default', integrationId: 'int-1', microstepId: 'm1' };
  await createSuggestHandler(options)({ ...about, issue }, run);
  const jobs = await database.db.selectFrom('jobs').select('key').execute();
  expect(jobs).toEqual([{ key: 'suggestion:int-1:7:m1@C1' }]);
});
