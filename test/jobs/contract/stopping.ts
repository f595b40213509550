import { describe, expect, it } from 'vitest';
import { type Harness, job, NONE } from './harness.ts';

export function stopping(harness: Harness): void {
  describe('stopping', () => {
    it('waits for what is running and takes up no more', async () => {
      await harness.start();
      await harness.put(job('a'));
      await harness.put(job('a', 'later'));
      const stopping = harness.engine.queue.stop(10_000);
      await harness.engine.settle();
      expect(harness.work.last.run.signal.aborted).toBe(false);
      await harness.put(job('b'));
      await harness.finish();
      await stopping;
      expect(harness.begun()).toEqual(['a']);
      expect(await harness.engine.queue.counts()).toEqual({ ...NONE, ready: 2 });
      expect(harness.engine.timers()).toBe(0);
    });

    it('puts back what does not end in time, and the next process runs it as if for the first time', async () => {
      await harness.start();
      await harness.put(job('a'));
      const stopping = harness.engine.queue.stop(10_000);
      await harness.engine.advance(10_000);
      await stopping;
      expect(harness.work.last.run.signal.aborted).toBe(true);
      expect(await harness.engine.queue.counts()).toEqual({ ...NONE, ready: 1 });
      await harness.fail(new Error('aborted'));
      expect(await harness.engine.queue.counts()).toEqual({ ...NONE, ready: 1 });
      const next = harness.engine.restarted();
      await next.work(harness.work.handlers);
      await harness.engine.settle();
      expect(harness.begun()).toEqual(['a', 'a']);
      expect(harness.work.last.run.attempt).toBe(1);
      await harness.cutOff(next);
    });

    it('is no trouble for a queue that never worked, nor a second time', async () => {
      await harness.engine.queue.stop(1_000);
      await harness.start();
      await harness.engine.queue.stop(1_000);
      await harness.engine.queue.stop(1_000);
    });
  });
}
