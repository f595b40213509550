import { describe, expect, it } from 'vitest';
import { enqueue } from '../queue-engine.ts';
import { forGood, type Harness, job, NONE } from './harness.ts';

export function failures(harness: Harness): void {
  describe('failures', () => {
    it('are tried again after 1, 5 and 25 s and end as a dead letter', async () => {
      await harness.start();
      await harness.put(job('a'));
      for (const wait of [1_000, 5_000, 25_000]) {
        await harness.fail();
        const before = harness.work.begun.length;
        await harness.engine.advance(wait - 1);
        expect(harness.work.begun).toHaveLength(before);
        await harness.engine.advance(1);
        expect(harness.work.begun).toHaveLength(before + 1);
      }
      expect(harness.work.begun.map(({ run }) => run.attempt)).toEqual([1, 2, 3, 4]);
      expect(harness.deaths).toEqual([]);
      await harness.fail(new TypeError('still down'));
      const [dead] = await harness.engine.queue.dead();
      expect(dead).toMatchObject({
        kind: 'preview.refresh',
        key: 'a',
        payload: { previewId: 'a' },
        attempts: 4,
        lastError: 'TypeError: still down',
      });
      expect(harness.deaths).toEqual([dead]);
      expect(await harness.engine.queue.counts()).toEqual({ ...NONE, dead: 1 });
    });

    it('end at once where trying again cannot help', async () => {
      await harness.start();
      await harness.put(job('a'));
      await harness.fail(forGood());
      expect(harness.deaths).toHaveLength(1);
      expect(await harness.engine.queue.counts()).toEqual({ ...NONE, dead: 1 });
    });

    it('wait as long as the vendor asks, which costs no attempt for a rate limit', async () => {
      await harness.start();
      await harness.put(job('a'));
      for (let i = 0; i < 6; i++) {
        await harness.fail(Object.assign(new Error('slow down'), { code: 'rate_limited', delayMs: 60_000 }));
        await harness.engine.advance(59_999);
        expect(harness.work.begun).toHaveLength(i + 1);
        await harness.engine.advance(1);
        expect(harness.work.begun).toHaveLength(i + 2);
      }
      expect(harness.work.last.run.attempt).toBe(1);
    });

    it('give way to a later job of the same kind and key', async () => {
      await harness.start();
      await harness.put(job('k', 'old'));
      await harness.put(job('k', 'new'));
      await harness.fail();
      expect(harness.begun()).toEqual(['old', 'new']);
      await harness.finish();
      await harness.engine.advance(60_000);
      expect(harness.begun()).toEqual(['old', 'new']);
      expect(await harness.engine.queue.counts()).toEqual(NONE);
    });

    it('are no dead letters where a later job stands for them', async () => {
      await harness.start();
      await harness.put(job('k', 'old'));
      await harness.put(job('k', 'new'));
      await harness.fail(forGood());
      expect(harness.deaths).toEqual([]);
      expect(harness.begun()).toEqual(['old', 'new']);
    });

    it('begin afresh when a later job replaces one that waits for its next try', async () => {
      await harness.start();
      await harness.put(job('k', 'old'));
      await harness.fail();
      await harness.put(job('k', 'new'));
      expect(harness.begun()).toEqual(['old', 'new']);
      expect(harness.work.last.run.attempt).toBe(1);
    });

    it('do not hold up other keys, nor other kinds of their key', async () => {
      await harness.start();
      await harness.put(job('k', 'failing'), job('other'));
      harness.work.begun[0]?.fail(new Error('no'));
      await harness.put(job('k', 'cancel', 'preview.poll'));
      expect(harness.begun()).toEqual(['failing', 'other', 'cancel']);
    });

    it('keep only the beginning of a very long error', async () => {
      await harness.start();
      await harness.put(job('a'));
      await harness.fail(Object.assign(new Error('x'.repeat(100_000)), { retryable: false }));
      const [dead] = await harness.engine.queue.dead();
      expect(dead?.lastError.length).toBeLessThanOrEqual(2_000);
      expect(dead?.lastError).toMatch(/^Error: x+…$/);
    });

    it('include what throws something that is no error', async () => {
      await harness.start();
      await harness.put(job('a'));
      await harness.fail('just text');
      await harness.engine.advance(1_000);
      expect(harness.work.last.run.attempt).toBe(2);
    });

    it('are dead letters even where telling of them fails', async () => {
      const failing = await harness.makeEngine({ onDead: () => Promise.reject(new Error('Slack is down')) });
      await failing.queue.work(harness.work.handlers);
      await enqueue(failing, failing.queue, job('a'));
      await failing.settle();
      harness.work.last.fail(forGood());
      await failing.settle();
      expect(await failing.queue.counts()).toEqual({ ...NONE, dead: 1 });
      expect(failing.logged).toContainEqual(expect.objectContaining({ level: 'error' }));
      await failing.queue.stop(1_000);
      await failing.close();
    });
  });

  describe('the log', () => {
    it('tells every outcome with what it was and how long it took', async () => {
      await harness.start();
      await harness.put(job('a'));
      await harness.engine.advance(250);
      await harness.finish();
      await harness.put(job('b'));
      await harness.fail();
      const common = { jobId: expect.any(String), kind: 'preview.refresh', attempt: 1 };
      expect(harness.engine.logged).toMatchObject([
        { level: 'info', message: 'job done', fields: { ...common, key: 'a', durationMs: 250 } },
        { level: 'warn', fields: { ...common, key: 'b', durationMs: 0, reason: 'Error: vendor is down' } },
      ]);
    });
  });
}
