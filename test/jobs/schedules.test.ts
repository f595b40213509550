import { expect, it, vi } from 'vitest';
import type { Job, Queue } from '../../src/jobs/job.ts';
import { type Schedule, startSchedules } from '../../src/jobs/schedules.ts';
import { engines } from '../support/engines.ts';

/** What the clock would call, by the schedule's five fields. */
const due = vi.hoisted(() => new Map<string, () => Promise<void>>());
vi.mock('node-cron', () => ({
  default: {
    schedule(cron: string, run: () => Promise<void>) {
      due.set(cron, run);
      return { destroy: async () => void due.delete(cron) };
    },
  },
}));

const SWEEP: Schedule = {
  cron: '0 * * * *',
  job: { kind: 'preview.sweep', payload: {}, key: 'preview.sweep' },
};
const PRUNE: Schedule = { cron: '30 2 * * *', job: { kind: 'audit.prune', payload: {}, key: 'audit.prune' } };

it('begins what is due, of what may run at that time', async () => {
  const database = await engines[0]!.open();
  const jobs: Job[] = [];
  const queue = { enqueue: async (_transaction: unknown, job: Job) => void jobs.push(job) };
  const allowed = new Set([SWEEP]);
  const stop = startSchedules({
    schedules: [SWEEP, PRUNE],
    mayRun: (schedule) => allowed.has(schedule),
    database,
    queue: queue as unknown as Queue,
    onError: (error) => {
      throw error;
    },
  });
  for (const run of due.values()) await run();
  expect(jobs).toEqual([SWEEP.job]);
  allowed.add(PRUNE);
  await due.get(PRUNE.cron)?.();
  expect(jobs).toEqual([SWEEP.job, PRUNE.job]);
  await stop();
  expect(due.size).toBe(0);
  await database.close();
});
