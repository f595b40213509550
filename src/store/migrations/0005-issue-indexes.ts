import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The ways in which links, decisions and runs are looked for, and none of them by reading a whole table. */
export function issueIndexes(): Migration {
  const indexes = [
    { name: 'issue_links_by_integration', table: 'issue_links', columns: ['integration_id', 'state', 'id'] },
    {
      name: 'match_decisions_by_issue',
      table: 'match_decisions',
      columns: ['integration_id', 'external_id'],
    },
    { name: 'sync_history_by_state', table: 'sync_history', columns: ['state', 'integration_id'] },
    {
      name: 'sync_history_by_workspace',
      table: 'sync_history',
      columns: ['workspace_id', 'started_at', 'id'],
    },
  ];
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const { name, table, columns } of indexes) {
        await db.schema.createIndex(name).on(table).columns(columns).execute();
      }
    },
  };
}
