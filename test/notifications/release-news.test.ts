import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Queue } from '../../src/jobs/job.ts';
import { createSqliteQueue } from '../../src/jobs/sqlite-queue.ts';
import { createAnnounceHandler } from '../../src/notifications/announce.ts';
import { createReleaseNewsHandler } from '../../src/notifications/release-news.ts';
import type { Database } from '../../src/store/database.ts';
import { newsOfDigest } from '../../src/store/held-news.ts';
import { insertPreview, updatePreview } from '../../src/store/previews.ts';
import { openSettings, type SettingsStore } from '../../src/store/settings.ts';
import type { Subscription } from '../../src/store/subscription-schema.ts';
import { recordedLog } from '../jobs/recorded-log.ts';
import { previewRow } from '../previews/preview-row.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { subscription } from './subscription.ts';

const run = { attempt: 1, signal: new AbortController().signal };
/** 22:30 in Berlin. */
const NIGHT = '2026-01-05T21:30:00.000Z';
const MORNING = '2026-01-06T06:00:00.000Z';
const QUIET = { quiet: { from: '22:00', until: '07:00' }, timeZone: 'Europe/Berlin' };

let database: Database;
let settings: SettingsStore;
let clock: Date;
let ids: number;

beforeEach(async () => {
  database = await engines[0]!.open();
  settings = openSettings({ directory: join(await temporaryFolder('digest'), 'settings') });
  clock = new Date(NIGHT);
  ids = 0;
});
afterEach(() => database.close());

/** The parts as a process has them that has just started. */
function started(broken: Partial<Queue> = {}) {
  const now = () => clock;
  const newId = () => String(++ids).padStart(4, '0');
  const queue = { ...createSqliteQueue({ database, now, newId, log: recordedLog() }), ...broken };
  const release = createReleaseNewsHandler({ database, settings, queue, now, newId });
  const announce = createAnnounceHandler({ database, settings, queue });
  return {
    release: () => release({}, run),
    announce: (previewId: string) => announce({ previewId }, run),
  };
}

function subscribe(...subscriptions: Subscription[]) {
  return settings.update('T1', (draft) => {
    draft.subscriptions = subscriptions;
  });
}

/** A preview that nobody asked for in Slack, ready during the night. */
async function ready(id: string, changes: Parameters<typeof previewRow>[0] = {}) {
  await insertPreview(
    database.db,
    previewRow({ id, channel: null, state: 'ready', finished_at: NIGHT, ...changes }),
  );
  await started().announce(id);
}

/** Each digest that is to be sent, as `C1: pv-1 pv-2`. */
async function digests(): Promise<string[]> {
  const jobs = await database.db.selectFrom('jobs').select('payload').orderBy('id').execute();
  const messages = jobs.map(({ payload }) => JSON.parse(payload).message);
  const sent = messages.filter(({ form }) => form === 'digest');
  return Promise.all(
    sent.map(async ({ channel, digestId }) => {
      const news = await newsOfDigest(database.db, digestId);
      return `${channel}: ${news.map(({ message }) => JSON.parse(message).previewId).join(' ')}`;
    }),
  );
}

describe('news that was held', () => {
  it('is told when quiet hours are over where they are, at once for each channel', async () => {
    await subscribe(
      subscription('C1', ['all'], QUIET),
      subscription('C1', ['previews'], QUIET),
      subscription('C2', ['all'], QUIET),
    );
    await ready('pv-1');
    await ready('pv-2', { finished_at: '2026-01-05T22:00:00.000Z' });
    await started().release();
    clock = new Date(Date.parse(MORNING) - 1);
    await started().release();
    expect(await digests()).toEqual([]);
    clock = new Date(MORNING);
    await started().release();
    expect(await digests()).toEqual(['C1: pv-1 pv-2', 'C2: pv-1 pv-2']);
  });

  it('is told once, however often it is announced, held and sent', async () => {
    await subscribe(subscription('C1', ['all'], QUIET));
    await ready('pv-1');
    await started().announce('pv-1');
    clock = new Date(MORNING);
    await started().release();
    await started().announce('pv-1');
    await subscribe(subscription('C1', ['all']));
    await updatePreview(database.db, 'pv-1', { qa_passed_by: 'U1' });
    await started().announce('pv-1');
    clock = new Date('2026-01-08T06:00:00.000Z');
    await started().release();
    expect(await digests()).toEqual(['C1: pv-1']);
    const jobs = await database.db.selectFrom('jobs').select('key').execute();
    expect(jobs).toHaveLength(1);
  });

  it('is not lost where the process ends before its digest is in line', async () => {
    await subscribe(subscription('C1', ['all'], QUIET));
    await ready('pv-1');
    clock = new Date(MORNING);
    const enqueue = async () => {
      throw new Error('the disk is full');
    };
    await expect(started({ enqueue }).release()).rejects.toThrow('the disk is full');
    expect(await digests()).toEqual([]);
    await started().release();
    expect(await digests()).toEqual(['C1: pv-1']);
  });

  it('that came about while the process was down is told at the next start', async () => {
    await subscribe(subscription('C1', ['all'], QUIET));
    clock = new Date('2026-01-06T09:00:00.000Z');
    await ready('pv-1');
    await started().release();
    expect(await digests()).toEqual(['C1: pv-1']);
  });

  it('waits on where nothing can be told, until it can', async () => {
    const held = subscription('C1', ['all'], QUIET);
    await subscribe(held);
    await ready('pv-1');
    await subscribe({ ...held, paused: { reason: 'is_archived', at: NIGHT } });
    clock = new Date(MORNING);
    await started().release();
    expect(await digests()).toEqual([]);
    await subscribe(held);
    await started().release();
    expect(await digests()).toEqual(['C1: pv-1']);
  });

  it('is forgotten where nobody wants to hear of it any more', async () => {
    await subscribe(subscription('C1', ['all'], QUIET));
    await ready('pv-1');
    await subscribe();
    clock = new Date(MORNING);
    await started().release();
    await subscribe(subscription('C1', ['all'], QUIET));
    await started().release();
    expect(await digests()).toEqual([]);
  });

  it('lets failures through at night, and holds them for a digest', async () => {
    await subscribe(
      subscription('C1', ['all'], QUIET),
      subscription('C2', ['all'], { digestAt: '09:00', timeZone: 'Europe/Berlin' }),
    );
    await ready('pv-1', { state: 'failed' });
    const jobs = await database.db.selectFrom('jobs').select('key').execute();
    expect(jobs).toEqual([{ key: 'card:preview:pv-1@C1' }]);
    clock = new Date('2026-01-06T08:00:00.000Z');
    await started().release();
    expect(await digests()).toEqual(['C2: pv-1']);
  });
});
