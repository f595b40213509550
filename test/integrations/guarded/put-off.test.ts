import { afterEach, expect, it } from 'vitest';
import type { DeadJob } from '../../../src/jobs/job.ts';
import { handleAll } from '../../jobs/handlers.ts';
import { until } from '../../support/until.ts';
import { CALLER, openGuardedWorld, typedFor } from './guarded-world.ts';

let world: Awaited<ReturnType<typeof openGuardedWorld>>;
afterEach(async () => {
  await world.foundation.queue.stop(0);
  await world.close();
});

async function enqueue(...previewIds: string[]): Promise<void> {
  const { database, queue } = world.foundation;
  await database.transaction(async (transaction) => {
    for (const previewId of previewIds) {
      await queue.enqueue(transaction, { kind: 'preview.refresh', payload: { previewId }, key: previewId });
    }
  });
}

/** Handles every job by calling Netlify once, as one integration. */
async function work(): Promise<void> {
  const { queue, connections } = world.foundation;
  const { values } = typedFor(world.manifests.get('netlify')!);
  const caller = { ...CALLER, provider: 'netlify' };
  const handle = async () => {
    await connections.withValues(caller, { values, statusOverrides: {} }, async ({ webhooks }) => {
      await webhooks?.remove('hook-1');
    });
  };
  await queue.work(handleAll(handle));
}

const left = () => world.foundation.database.db.selectFrom('jobs').selectAll().execute();

it('puts a job off whose call has to wait, without counting a try, and gives none up', async () => {
  const limit = { requests: 2, window_seconds: 600, scope: 'for the test' };
  world = await openGuardedWorld((_request, response) => response.writeHead(204).end(), limit);
  await enqueue('pv-1', 'pv-2', 'pv-3');
  await work();
  const [job] = await until(async () => {
    const jobs = await left();
    return jobs.length === 1 && jobs[0]!.last_error !== null && jobs;
  });
  expect(world.server.requests).toHaveLength(2);
  expect(job).toMatchObject({ attempts: 0, last_error: expect.stringContaining('rate_limited') });
  expect(Date.parse(job!.run_at) - Date.now()).toBeGreaterThan(500_000);
  expect(await world.foundation.queue.dead()).toEqual([] satisfies DeadJob[]);
});

it('puts jobs off, without counting a try, once their vendor has failed five times, until it answers again', async () => {
  let isDown = true;
  world = await openGuardedWorld((_request, response) => response.writeHead(isDown ? 503 : 204).end());
  await enqueue(...Array.from({ length: 20 }, (_, i) => `pv-${i}`));
  await work();
  const resting = async () => (await left()).filter(({ last_error }) => last_error?.includes('resting'));
  await until(async () => (await resting()).length > 10);
  for (const { attempts } of await resting()) expect(attempts).toBeLessThanOrEqual(1);
  const { breaker } = world.foundation;
  const caller = { ...CALLER, provider: 'netlify' };
  expect(breaker.standing(caller)?.failures).toBeGreaterThanOrEqual(5);

  isDown = false;
  await until(async () => {
    if ((await left()).length === 0) return true;
    world.skip(5_000);
    // The worker looks at the clock whenever there is something new.
    await enqueue('pv-0');
    return false;
  });
  expect(breaker.standing(caller)).toBeUndefined();
});
