import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/jobs/job.ts';
import { forGood, type Harness, job, NONE } from './harness.ts';

export function deadLetters(harness: Harness): void {
  describe('dead letters', () => {
    const die = async (...jobs: Job[]) => {
      for (const each of jobs) {
        await harness.put(each);
        await harness.fail(forGood());
      }
    };

    it('get a fresh start when revived', async () => {
      await harness.start();
      await die(job('a'));
      const [dead] = await harness.engine.queue.dead();
      expect(await harness.revive(dead?.id ?? '')).toBe(true);
      await harness.engine.settle();
      expect(harness.begun()).toEqual(['a', 'a']);
      expect(harness.work.last.run.attempt).toBe(1);
      await harness.finish();
      expect(await harness.engine.queue.counts()).toEqual(NONE);
    });

    it('give way when revived while a later job waits', async () => {
      await harness.start();
      await die(job('k', 'old'));
      const [dead] = await harness.engine.queue.dead();
      await harness.put({ ...job('k', 'new'), runAt: new Date(harness.engine.now().getTime() + 1_000) });
      expect(await harness.revive(dead?.id ?? '')).toBe(true);
      expect(await harness.engine.queue.counts()).toEqual({ ...NONE, ready: 1 });
      await harness.engine.advance(1_000);
      expect(harness.begun()).toEqual(['old', 'new']);
    });

    it('are revived only where they are', async () => {
      await harness.start();
      await harness.put(job('a'));
      expect(await harness.revive('no-such-job')).toBe(false);
    });

    it('are gone once a later one of their kind and key has done it', async () => {
      await harness.start();
      await die(job('k', 'old'), job('k', 'other', 'preview.poll'), job('another'));
      await harness.put(job('k', 'new'));
      await harness.finish();
      const left = (await harness.engine.queue.dead()).map(({ kind, key }) => `${kind} ${key}`);
      expect(left).toEqual(['preview.poll k', 'preview.refresh another']);
    });

    it('are kept one for each kind and key, the latest', async () => {
      await harness.start();
      await die(job('k', '1'), job('k', '2'), job('k', '3', 'preview.poll'));
      const payloads = (await harness.engine.queue.dead()).map(({ payload }) => payload);
      expect(payloads).toEqual([{ previewId: '2' }, { previewId: '3' }]);
    });
  });
}
