import { afterEach, beforeEach, expect, it } from 'vitest';
import { putJob } from '../../src/jobs/job-table.ts';
import { createMetrics, type Metrics } from '../../src/metrics/metrics.ts';
import type { Database } from '../../src/store/database.ts';
import { insertPreview } from '../../src/store/previews.ts';
import { previewRow } from '../store/rows.ts';
import { engines } from '../support/engines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let database: Database;
let metrics: Metrics;
let errors: unknown[];
const now = new Date('2026-01-05T10:00:00.000Z');

beforeEach(async () => {
  database = await engines[0]!.open();
  metrics = createMetrics({ version: '1.2.3', providers: new Set(['vercel']) });
  errors = [];
  metrics.readFrom({
    database,
    dataDir: await temporaryFolder('figures'),
    now: () => now,
    onError: (error) => errors.push(error),
  });
});
afterEach(() => database.close());

async function lines(prefix: string): Promise<string[]> {
  const { text } = await metrics.page();
  return text.split('\n').filter((line) => line.startsWith(prefix));
}

async function enqueue(id: string, secondsAgo: number, kind: 'preview.refresh' | 'preview.poll') {
  const runAt = new Date(now.getTime() - secondsAgo * 1000);
  const job = { kind, payload: { previewId: id }, key: `preview:${id}`, runAt };
  await database.transaction((transaction) => putJob(transaction, id, job, now));
}

it('tells the depth of the queue, and since when the longest waiting job has been due', async () => {
  await enqueue('pv-1', 30, 'preview.refresh');
  await enqueue('pv-2', 90, 'preview.refresh');
  await enqueue('pv-3', -60, 'preview.poll');
  expect(await lines('buildrunner_jobs{')).toEqual([
    'buildrunner_jobs{kind="preview.poll",state="ready"} 1',
    'buildrunner_jobs{kind="preview.refresh",state="ready"} 2',
  ]);
  expect(await lines('buildrunner_oldest_due')).toEqual([
    'buildrunner_oldest_due_job_age_seconds{kind="preview.refresh"} 90',
  ]);
});

it('forgets what is no more', async () => {
  await enqueue('pv-1', 30, 'preview.refresh');
  expect(await lines('buildrunner_jobs{')).toHaveLength(1);
  await database.db.deleteFrom('jobs').execute();
  expect(await lines('buildrunner_jobs{')).toEqual([]);
  expect(await lines('buildrunner_oldest_due')).toEqual([]);
});

it('counts previews by state', async () => {
  await insertPreview(database.db, previewRow({ id: 'pv-1', state: 'ready' }));
  await insertPreview(database.db, previewRow({ id: 'pv-2', state: 'ready' }));
  await insertPreview(database.db, previewRow({ id: 'pv-3', state: 'failed' }));
  expect(await lines('buildrunner_previews{')).toEqual([
    'buildrunner_previews{state="failed"} 1',
    'buildrunner_previews{state="ready"} 2',
  ]);
});

it('tells the version, the process, the event loop’s lag and the space left', async () => {
  const { contentType, text } = await metrics.page();
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toContain('buildrunner_build_info{version="1.2.3"} 1');
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \S+$/m);
  expect(text).toMatch(/^buildrunner_data_dir_free_bytes \d+$/m);
});

it('leaves out what a database that does not answer would know, and tells the rest', async () => {
  await enqueue('pv-1', 30, 'preview.refresh');
  expect(await lines('buildrunner_jobs{')).toHaveLength(1);
  metrics.readFrom({
    database: {
      ...database,
      get db(): never {
        throw new Error('disk I/O error');
      },
    },
    dataDir: '.',
    now: () => now,
    onError: (error) => errors.push(error),
  });
  expect(await lines('buildrunner_jobs{')).toEqual([]);
  expect(await lines('process_resident_memory_bytes')).toHaveLength(1);
  expect(errors).toMatchObject([{ message: 'disk I/O error' }, { message: 'disk I/O error' }]);
});
