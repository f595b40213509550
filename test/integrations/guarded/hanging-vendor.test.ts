import { afterEach, expect, it } from 'vitest';
import type { JobKinds } from '../../../src/jobs/job.ts';
import { handleAll } from '../../jobs/handlers.ts';
import { until } from '../../support/until.ts';
import { openGuardedWorld, typedFor } from './guarded-world.ts';

let world: Awaited<ReturnType<typeof openGuardedWorld>>;
afterEach(async () => {
  await world.foundation.queue.stop(0);
  await world.close();
});

const HANGING = Array.from({ length: 60 }, (_, i) => `netlify:${i}`);
const OTHERS = Array.from({ length: 20 }, (_, i) => `render:${i}`);

it('promise 9: one vendor hangs, and the jobs of another all go on meanwhile', async () => {
  // Render is answered, Netlify never.
  world = await openGuardedWorld((request, response) => {
    if (request.url?.startsWith('/webhooks')) response.writeHead(204).end();
  });
  const { database, queue, connections } = world.foundation;
  const done: string[] = [];
  const handle = async (_kind: string, payload: unknown) => {
    const { previewId } = payload as JobKinds['preview.refresh'];
    const [provider = ''] = previewId.split(':');
    const caller = { workspaceId: 'T1', integrationId: `int-${provider}`, provider };
    const { values } = typedFor(world.manifests.get(provider)!);
    await connections.withValues(caller, { values, statusOverrides: {} }, async ({ webhooks }) => {
      await webhooks?.remove('hook-1');
    });
    done.push(previewId);
  };
  await database.transaction(async (transaction) => {
    for (const previewId of [...HANGING, ...OTHERS]) {
      await queue.enqueue(transaction, { kind: 'preview.refresh', payload: { previewId }, key: previewId });
    }
  });
  await queue.work(handleAll(handle));

  await until(() => done.length === OTHERS.length, 60_000);
  expect(done.toSorted()).toEqual(OTHERS.toSorted());
  // Not one of those was waited for: the vendor still hangs, and most of its jobs have been put off, at no cost.
  expect(world.server.requests.filter((request) => !request.includes('/webhooks')).length).toBeLessThan(
    HANGING.length,
  );
  const jobs = await database.db.selectFrom('jobs').select(['status', 'attempts']).execute();
  expect(jobs).toHaveLength(HANGING.length);
  expect(jobs.every(({ status, attempts }) => status === 'running' || attempts === 0)).toBe(true);
});
