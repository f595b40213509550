import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Queue } from '../../src/jobs/job.ts';
import { tracedQueue } from '../../src/jobs/traced-queue.ts';
import { currentTrace, tracing } from '../../src/security/trace.ts';
import { handleAll } from './handlers.ts';
import type { QueueEngine } from './queue-engine.ts';
import { makeSqliteQueue } from './sqlite-queue-engine.ts';

let engine: QueueEngine;
let queue: Queue;
let seen: [kind: string, trace: unknown][];

beforeEach(async () => {
  engine = await makeSqliteQueue();
  queue = tracedQueue(engine.queue);
  seen = [];
  await queue.work(
    handleAll(async (kind) => {
      seen.push([kind, currentTrace()]);
      if (kind !== 'delivery.process') return;
      await engine.database.transaction((transaction) =>
        queue.enqueue(transaction, {
          kind: 'preview.refresh',
          payload: { previewId: 'pv-1' },
          key: 'preview:pv-1',
        }),
      );
    }),
  );
});
afterEach(async () => {
  await queue.stop(0);
  await engine.close();
});

it('takes a delivery’s id along to every job that it leads to', async () => {
  await engine.database.transaction((transaction) =>
    queue.enqueue(transaction, {
      kind: 'delivery.process',
      payload: { deliveryId: 'd-1' },
      key: 'delivery:d-1',
    }),
  );
  await engine.settle();
  expect(seen).toEqual([
    ['delivery.process', { deliveryId: 'd-1' }],
    ['preview.refresh', { deliveryId: 'd-1' }],
  ]);
  expect(engine.logged).toMatchObject([
    { message: 'job done', fields: { kind: 'delivery.process', deliveryId: 'd-1' } },
    { message: 'job done', fields: { kind: 'preview.refresh', deliveryId: 'd-1' } },
  ]);
});

it('adds nothing to a job that goes back to no delivery', async () => {
  await engine.database.transaction((transaction) =>
    queue.enqueue(transaction, { kind: 'preview.sweep', payload: {}, key: 'preview.sweep' }),
  );
  await engine.settle();
  expect(seen).toEqual([['preview.sweep', undefined]]);
  expect(engine.logged[0]?.fields).not.toHaveProperty('deliveryId');
});

it('keeps two deliveries apart', async () => {
  const mark = (id: string) =>
    tracing({ deliveryId: id }, () =>
      engine.database.transaction((transaction) =>
        queue.enqueue(transaction, { kind: 'preview.poll', payload: { previewId: id }, key: id }),
      ),
    );
  await Promise.all([mark('d-1'), mark('d-2')]);
  await engine.settle();
  expect(seen).toEqual([
    ['preview.poll', { deliveryId: 'd-1' }],
    ['preview.poll', { deliveryId: 'd-2' }],
  ]);
});
