import type { Executor } from './database.ts';
import type { IntegrationTroubleRow } from './health-schema.ts';

/** What a workspace's integrations are troubled by, by integration id. */
export async function troublesOf(
  executor: Executor,
  workspaceId: string,
): Promise<Map<string, IntegrationTroubleRow>> {
  const rows = await executor
    .selectFrom('integration_troubles')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .execute();
  return new Map(rows.map((row) => [row.integration_id, row]));
}

/** In the place of what troubled it before. */
export async function putTrouble(executor: Executor, row: IntegrationTroubleRow): Promise<void> {
  const { trouble, since } = row;
  await executor
    .insertInto('integration_troubles')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'integration_id']).doUpdateSet({ trouble, since }),
    )
    .execute();
}

/** Removing what is not there is no error. */
export async function removeTrouble(
  executor: Executor,
  { workspace_id, integration_id }: Pick<IntegrationTroubleRow, 'workspace_id' | 'integration_id'>,
): Promise<void> {
  await executor
    .deleteFrom('integration_troubles')
    .where('workspace_id', '=', workspace_id)
    .where('integration_id', '=', integration_id)
    .execute();
}
