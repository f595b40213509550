import type { Executor } from './database.ts';
import type { PreviewState } from './schema.ts';

/** How many previews of all workspaces are in each state; states without any are left out. */
export async function countPreviews(executor: Executor): Promise<{ state: PreviewState; count: number }[]> {
  const rows = await executor
    .selectFrom('previews')
    .select((builder) => ['state', builder.fn.countAll().as('count')])
    .groupBy('state')
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
