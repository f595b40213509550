import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import type { JobKinds } from '../../../src/jobs/job.ts';
import { handleAll } from '../handlers.ts';
import { type Harness, job, NONE } from './harness.ts';

export function takingUp(harness: Harness): void {
  describe('taking jobs up', () => {
    it('runs a job after the commit, not before, and forgets it when done', async () => {
      await harness.start();
      await harness.engine.database.transaction(async (transaction) => {
        await harness.engine.queue.enqueue(transaction, job('a'));
        await harness.engine.settle();
        expect(harness.begun()).toEqual([]);
      });
      await harness.engine.settle();
      expect(harness.begun()).toEqual(['a']);
      expect(harness.work.last.run.attempt).toBe(1);
      expect(await harness.engine.queue.counts()).toEqual({ ...NONE, running: 1 });
      await harness.finish();
      expect(await harness.engine.queue.counts()).toEqual(NONE);
    });

    it('knows nothing of a job whose transaction was rolled back', async () => {
      await harness.start();
      const attempt = harness.engine.database.transaction(async (transaction) => {
        await harness.engine.queue.enqueue(transaction, job('a'));
        throw new Error('no');
      });
      await expect(attempt).rejects.toThrow('no');
      await harness.engine.settle();
      expect(await harness.engine.queue.counts()).toEqual(NONE);
    });

    it('takes up what was enqueued before it began to work', async () => {
      await harness.put(job('a'));
      await harness.start();
      expect(harness.begun()).toEqual(['a']);
    });

    it('begins with the one due longest, then with the one enqueued first', async () => {
      const late = { ...job('late'), runAt: harness.engine.now() };
      const early = { ...job('early'), runAt: new Date(harness.engine.now().getTime() - 1_000) };
      await harness.put(late, job('b'), early);
      await harness.start();
      expect(harness.begun()).toEqual(['early', 'late', 'b']);
    });

    it('runs no more at once than it may', async () => {
      await harness.start();
      await harness.put(...['a', 'b', 'c', 'd', 'e'].map((key) => job(key)));
      expect(harness.begun()).toEqual(['a', 'b', 'c']);
      await harness.finish();
      expect(harness.begun()).toEqual(['a', 'b', 'c', 'd']);
    });

    it('waits for the time of a job, with one timer and no polling', async () => {
      await harness.start();
      expect(harness.engine.timers()).toBe(0);
      await harness.put({ ...job('a'), runAt: new Date(harness.engine.now().getTime() + 90_000) });
      await harness.put({ ...job('b'), runAt: new Date(harness.engine.now().getTime() + 30_000) });
      expect(harness.engine.timers()).toBe(1);
      await harness.engine.advance(29_999);
      expect(harness.begun()).toEqual([]);
      await harness.engine.advance(1);
      expect(harness.begun()).toEqual(['b']);
      await harness.engine.advance(60_000);
      expect(harness.begun()).toEqual(['b', 'a']);
    });

    it('hands the payload over as it was', async () => {
      await harness.start();
      const payload: JobKinds['message.deliver'] = {
        message: { workspaceId: 'T1', channel: 'C1', previewId: 'pv-“1”', form: 'card' },
      };
      await harness.put({ kind: 'message.deliver', key: 'k', payload });
      expect(harness.work.last).toMatchObject({ kind: 'message.deliver', payload });
    });

    it('does not run a job as part of the request that enqueued it', async () => {
      const request = new AsyncLocalStorage<string>();
      const seen: (string | undefined)[] = [];
      await harness.engine.queue.work(handleAll(async () => void seen.push(request.getStore())));
      await request.run('request 1', () => harness.put(job('a')));
      expect(seen).toEqual([undefined]);
    });
  });
}
