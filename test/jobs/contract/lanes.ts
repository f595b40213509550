import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/jobs/job.ts';
import { type Harness, job, NONE } from './harness.ts';

/** A job of one lane, whatever its key. */
function inLane(name: string, priority = 0, lane = 'channel:C1'): Job {
  return { ...job(name), lane, priority };
}

/** That whom a lane leads to asks to wait. */
function rest(delayMs: number): Error {
  return Object.assign(new Error('slow down'), { code: 'rate_limited', delayMs, restsLane: true });
}

export function lanes(harness: Harness): void {
  describe('jobs of one lane', () => {
    const finishAll = async () => {
      while (harness.work.running.size > 0) {
        for (const running of harness.work.running) running.finish();
        await harness.engine.settle();
      }
    };

    it('run one after the other, those with the smaller priority first', async () => {
      await harness.start();
      await harness.put(inLane('first'));
      await harness.put(inLane('later'), inLane('urgent', -1), inLane('more urgent', -2));
      await harness.put(inLane('urgent too', -1));
      expect(harness.begun()).toEqual(['first']);
      await finishAll();
      expect(harness.begun()).toEqual(['first', 'more urgent', 'urgent', 'urgent too', 'later']);
    });

    it('take over the priority of a later one of the same key', async () => {
      await harness.put(inLane('a'), inLane('b'));
      await harness.put(inLane('b', -1));
      await harness.start();
      await finishAll();
      expect(harness.begun()).toEqual(['b', 'a']);
    });

    it('rest together and keep their order where one has to wait for them all', async () => {
      await harness.start();
      await harness.put(inLane('a'), inLane('b'), inLane('c'), inLane('elsewhere', 0, 'channel:C2'));
      expect(harness.begun()).toEqual(['a', 'elsewhere']);
      harness.work.begun[0]?.fail(rest(5_000));
      await harness.engine.settle();
      await harness.put(inLane('d'), inLane('urgent', -1));
      expect(harness.begun()).toEqual(['a', 'elsewhere']);
      expect(harness.engine.timers()).toBe(1);
      await harness.engine.advance(4_999);
      expect(harness.begun()).toHaveLength(2);
      await harness.engine.advance(1);
      await finishAll();
      expect(harness.begun().slice(2)).toEqual(['urgent', 'a', 'b', 'c', 'd']);
      expect(await harness.engine.queue.counts()).toEqual(NONE);
    });

    it('lose no try by that, and do not hold up other lanes', async () => {
      await harness.start();
      await harness.put(...['a', 'b', 'c', 'd'].map((name) => inLane(name)));
      for (let count = 0; count < 6; count += 1) {
        await harness.fail(rest(60_000));
        await harness.put(job(`other ${count}`));
        await finishAll();
        await harness.engine.advance(60_000);
      }
      expect(harness.begun().filter((name) => !name.startsWith('other'))).toEqual(Array(7).fill('a'));
      expect(harness.work.last.run.attempt).toBe(1);
      expect(harness.begun().filter((name) => name.startsWith('other'))).toHaveLength(6);
    });

    it('rest on after a restart', async () => {
      await harness.start();
      await harness.put(inLane('a'), inLane('b'));
      await harness.fail(rest(60_000));
      await harness.cutOff();
      const next = harness.engine.restarted();
      await next.work(harness.work.handlers);
      await harness.engine.advance(59_999);
      expect(harness.begun()).toEqual(['a']);
      await harness.engine.advance(1);
      expect(harness.begun()).toEqual(['a', 'a']);
      await harness.cutOff(next);
    });
  });
}
