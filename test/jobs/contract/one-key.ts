import { describe, expect, it } from 'vitest';
import { handleAll } from '../handlers.ts';
import { enqueue } from '../queue-engine.ts';
import { type Harness, job, NONE } from './harness.ts';

export function oneKey(harness: Harness): void {
  describe('jobs of one key', () => {
    it('never run side by side, whatever their kind', async () => {
      await harness.start();
      await harness.put(
        job('k', 'first', 'preview.deploy'),
        job('k', 'second', 'preview.poll'),
        job('other'),
      );
      expect(harness.begun()).toEqual(['first', 'other']);
      harness.work.begun[0]?.finish();
      await harness.engine.settle();
      expect(harness.begun()).toEqual(['first', 'other', 'second']);
    });

    it('are replaced by a later one of the same kind while they wait', async () => {
      await harness.put(job('k', 'old'), job('k', 'other kind', 'preview.poll'));
      await harness.put(job('k', 'new'));
      expect(await harness.engine.queue.counts()).toEqual({ ...NONE, ready: 2 });
      await harness.start();
      await harness.finish();
      await harness.finish();
      expect(harness.begun().sort()).toEqual(['new', 'other kind']);
    });

    it('take over the time of the later one', async () => {
      await harness.start();
      const in60s = new Date(harness.engine.now().getTime() + 60_000);
      await harness.put({ ...job('k', 'old'), runAt: in60s });
      await harness.put(job('k', 'new'));
      expect(harness.begun()).toEqual(['new']);
    });

    it('wait behind the running one where they came while it ran', async () => {
      await harness.start();
      await harness.put(job('k', '1'));
      await harness.put(job('k', '2'));
      await harness.put(job('k', '3'));
      expect(harness.begun()).toEqual(['1']);
      await harness.finish();
      expect(harness.begun()).toEqual(['1', '3']);
    });

    it('of different keys run one after the other, in their order, where they share a lane', async () => {
      const inLane = (name: string) => ({ ...job(name), lane: 'channel:C1' });
      await harness.put(inLane('a'), inLane('b'));
      await harness.put(inLane('c'), job('elsewhere'));
      await harness.start();
      expect(harness.begun()).toEqual(['a', 'elsewhere']);
      for (const index of [0, 2, 3]) {
        harness.work.begun[index]?.finish();
        await harness.engine.settle();
      }
      expect(harness.begun()).toEqual(['a', 'elsewhere', 'b', 'c']);
    });

    it('may enqueue themselves again while they run', async () => {
      const runs: number[] = [];
      let active = 0;
      const again = handleAll(async (_kind, payload) => {
        active += 1;
        expect(active).toBe(1);
        const n = Number((payload as { previewId: string }).previewId);
        runs.push(n);
        const next = { ...job('k', String(n + 1)), runAt: new Date(harness.engine.now().getTime() + 1_000) };
        if (n < 3) await enqueue(harness.engine, harness.engine.queue, next);
        active -= 1;
      });
      await harness.engine.queue.work(again);
      await harness.put(job('k', '1'));
      await harness.engine.advance(10_000);
      await harness.engine.settle();
      expect(runs).toEqual([1, 2, 3]);
      expect(await harness.engine.queue.counts()).toEqual(NONE);
    });
  });
}
