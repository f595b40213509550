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

it('puts a job off whose call has to wait, without counting a try, and gives none up', async () => {
  const limit = { requests: 2, window_seconds: 600, scope: 'for the test' };
  world = await openGuardedWorld((_request, response) => response.writeHead(204).end(), limit);
  const { database, queue, connections } = world.foundation;
  const { values } = typedFor(world.manifests.get('netlify')!);
  const caller = { ...CALLER, provider: 'netlify' };
  const handle = async () => {
    await connections.withValues(caller, { values, statusOverrides: {} }, async ({ webhooks }) => {
      await webhooks?.remove('hook-1');
    });
  };
  await queue.work(handleAll(handle));
  await database.transaction(async (transaction) => {
    for (const id of ['pv-1', 'pv-2', 'pv-3']) {
      await queue.enqueue(transaction, { kind: 'preview.refresh', payload: { previewId: id }, key: id });
    }
  });

  const left = () => database.db.selectFrom('jobs').selectAll().execute();
  const [job] = await until(async () => {
    const jobs = await left();
    return jobs.length === 1 && jobs[0]!.last_error !== null && jobs;
  });
  expect(world.server.requests).toHaveLength(2);
  expect(job).toMatchObject({ attempts: 0, last_error: expect.stringContaining('rate_limited') });
  expect(Date.parse(job!.run_at) - Date.now()).toBeGreaterThan(500_000);
  expect(await queue.dead()).toEqual([] satisfies DeadJob[]);
});
