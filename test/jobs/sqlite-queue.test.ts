import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeadJob, Queue } from '../../src/jobs/job.ts';
import { insertPreview } from '../../src/store/previews.ts';
import { previewRow } from '../store/rows.ts';
import { job, NONE } from './contract/harness.ts';
import { ControlledWork } from './controlled-work.ts';
import { enqueue, type QueueEngine } from './queue-engine.ts';
import { makeSqliteQueue } from './sqlite-queue-engine.ts';

describe('the embedded queue', () => {
  let engine: QueueEngine;
  let work: ControlledWork;
  let deaths: DeadJob[];
  const started: Queue[] = [];
  beforeEach(async () => {
    work = new ControlledWork();
    deaths = [];
    engine = await makeSqliteQueue({ onDead: (dead) => void deaths.push(dead) });
  });
  afterEach(async () => {
    for (const queue of started.splice(0)) {
      const stopping = queue.stop(0);
      await engine.advance(0);
      await stopping;
    }
    await engine.close();
  });

  /** Works without the last one having stopped, as after a crash. */
  const start = async (queue: Queue) => {
    started.push(queue);
    await queue.work(work.handlers);
    await engine.settle();
  };
  const put = async (...jobs: Parameters<typeof enqueue>[2][]) => {
    await enqueue(engine, engine.queue, ...jobs);
    await engine.settle();
  };

  describe('after a crash', () => {
    it('begins again what was running, as the next try', async () => {
      await start(engine.queue);
      await put(job('a'));
      await start(engine.restarted());
      expect(work.begun.map(({ run }) => run.attempt)).toEqual([1, 2]);
    });

    it('gives up a job that was running in each of four crashes', async () => {
      await put(job('a'));
      for (let crash = 1; crash <= 4; crash++) {
        await start(engine.restarted());
        expect(work.begun).toHaveLength(crash);
      }
      await start(engine.restarted());
      expect(work.begun).toHaveLength(4);
      expect(deaths).toMatchObject([{ attempts: 4, lastError: 'the process ended during try 4' }]);
      expect(await engine.queue.counts()).toEqual({ ...NONE, dead: 1 });
    });

    it('runs the later job where one waits behind the one that was cut off', async () => {
      await start(engine.queue);
      await put(job('k', 'old'));
      await put(job('k', 'new'));
      await start(engine.restarted());
      expect(work.last.payload).toEqual({ previewId: 'new' });
      expect(await engine.queue.counts()).toEqual({ ...NONE, running: 1 });
    });
  });

  it('gives up a kind of job that nothing handles, at once', async () => {
    await put(job('a'));
    await engine.database.db.updateTable('jobs').set({ kind: 'preview.levitate' }).execute();
    await start(engine.queue);
    expect(deaths).toMatchObject([
      { attempts: 1, lastError: 'UnknownJobKind: nothing handles preview.levitate' },
    ]);
  });

  it('begins to work once', async () => {
    await start(engine.queue);
    await expect(engine.queue.work(work.handlers)).rejects.toThrow('at work already');
  });

  it('does not look for work at commits that enqueue nothing', async () => {
    await start(engine.queue);
    await put(job('a'));
    let commits = 0;
    engine.database.onCommit(() => {
      commits += 1;
    });
    await engine.database.transaction((transaction) => insertPreview(transaction, previewRow()));
    await engine.settle();
    expect(commits).toBe(1);
  });

  it('keeps outcomes while the database refuses them, and writes them when it recovers', async () => {
    await start(engine.queue);
    await put(job('a'), job('b'));
    const readOnly = (on: boolean) =>
      sql.raw(`PRAGMA query_only = ${on ? 1 : 0}`).execute(engine.database.db);
    await readOnly(true);
    for (const running of [...work.running]) running.finish();
    await engine.advance(5_000);
    expect(engine.logged.filter(({ level }) => level === 'error').length).toBeGreaterThan(1);
    expect(await engine.queue.counts()).toEqual({ ...NONE, running: 2 });
    await readOnly(false);
    await engine.advance(1_000);
    expect(await engine.queue.counts()).toEqual(NONE);
    expect(work.begun).toHaveLength(2);
  });
});
