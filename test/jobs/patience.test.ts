import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { job, NONE } from './contract/harness.ts';
import { ControlledWork } from './controlled-work.ts';
import { enqueue, type QueueEngine } from './queue-engine.ts';
import { makeSqliteQueue } from './sqlite-queue-engine.ts';

let engine: QueueEngine;
let work: ControlledWork;
beforeEach(async () => {
  work = new ControlledWork();
  engine = await makeSqliteQueue({ concurrency: 2, patience: { afterMs: 2_000, most: 3 } });
  await engine.queue.work(work.handlers);
});
afterEach(async () => {
  const stopping = engine.queue.stop(0);
  await engine.advance(0);
  await stopping;
  await engine.close();
});

async function put(...keys: string[]): Promise<void> {
  await enqueue(engine, engine.queue, ...keys.map((key) => job(key)));
  await engine.settle();
}
const begun = () => work.begun.map(({ payload }) => (payload as { previewId: string }).previewId);

describe('a job that takes long', () => {
  it('gives its slot to the next, and keeps at work', async () => {
    await put('a', 'b', 'c');
    await engine.advance(1_999);
    expect(begun()).toEqual(['a', 'b']);
    await engine.advance(1);
    expect(begun()).toEqual(['a', 'b', 'c']);
    expect(work.running.size).toBe(3);
    for (const running of work.running) running.finish();
    await engine.settle();
    expect(await engine.queue.counts()).toEqual(NONE);
    expect(engine.timers()).toBe(0);
  });

  it('does so only while there are not too many such jobs', async () => {
    await put('a', 'b', 'c', 'd', 'e', 'f', 'g');
    await engine.advance(60_000);
    expect(begun()).toEqual(['a', 'b', 'c', 'd', 'e']);
    work.begun[0]?.finish();
    await engine.settle();
    expect(begun()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('has its lane to itself all the same', async () => {
    await enqueue(engine, engine.queue, { ...job('a'), lane: 'l' }, { ...job('b'), lane: 'l' });
    await engine.advance(60_000);
    expect(begun()).toEqual(['a']);
  });

  it('is waited for when the process stops', async () => {
    await put('a');
    await engine.advance(2_000);
    const stopping = engine.queue.stop(5_000);
    await engine.advance(1_000);
    work.last.finish();
    await engine.advance(0);
    await stopping;
    expect(await engine.queue.counts()).toEqual(NONE);
  });
});
