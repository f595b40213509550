import type { Executor } from '../store/database.ts';
import type { JobStatus } from '../store/schema.ts';

export interface JobFigures {
  /** How many jobs there are of each kind and status; combinations without any are left out. */
  counts: { kind: string; status: JobStatus; count: number }[];
  /** Since when the longest waiting job of a kind has been due; kinds with none are left out. */
  oldestDue: { kind: string; since: Date }[];
}

/** The queue as it stands. */
export async function jobFigures(executor: Executor, now: Date): Promise<JobFigures> {
  const counted = await executor
    .selectFrom('jobs')
    .select((builder) => ['kind', 'status', builder.fn.countAll().as('count')])
    .groupBy(['kind', 'status'])
    .execute();
  const due = await executor
    .selectFrom('jobs')
    .select((builder) => ['kind', builder.fn.min('run_at').as('since')])
    .where('status', '=', 'ready')
    .where('run_at', '<=', now.toISOString())
    .groupBy('kind')
    .execute();
  return {
    counts: counted.map((row) => ({ ...row, count: Number(row.count) })),
    oldestDue: due.map(({ kind, since }) => ({ kind, since: new Date(since) })),
  };
}
