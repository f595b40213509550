import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** Issue links and their sync. */
export function issues(columns: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await createIssueLinks(db, columns);
      await createMatchDecisions(db, columns);
      await createSyncTables(db, columns);
    },
  };
}

async function createIssueLinks(db: Kysely<unknown>, { word, text, timestamp, json }: ColumnTypes) {
  await db.schema
    .createTable('issue_links')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('project_id', word, (column) => column.notNull())
    .addColumn('microstep_id', word, (column) => column.notNull())
    .addColumn('integration_id', word, (column) => column.notNull())
    .addColumn('provider', word, (column) => column.notNull())
    .addColumn('state', word, (column) => column.notNull())
    .addColumn('external_id', word)
    .addColumn('issue_key', word)
    .addColumn('url', text)
    .addColumn('marker', word, (column) => column.notNull())
    .addColumn('create_sent_at', timestamp)
    .addColumn('base', json)
    .addColumn('conflict', json)
    .addColumn('unmapped_status', text)
    .addColumn('created_by', word, (column) => column.notNull())
    .addColumn('created_at', timestamp, (column) => column.notNull())
    .addColumn('synced_at', timestamp)
    .execute();
  await db.schema
    .createIndex('issue_links_one_an_issue')
    .unique()
    .on('issue_links')
    .columns(['integration_id', 'external_id'])
    .where(sql.ref('external_id'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('issue_links_by_microstep')
    .on('issue_links')
    .columns(['microstep_id'])
    .execute();
}

async function createMatchDecisions(db: Kysely<unknown>, { word, timestamp }: ColumnTypes) {
  await db.schema
    .createTable('match_decisions')
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('microstep_id', word, (column) => column.notNull())
    .addColumn('integration_id', word, (column) => column.notNull())
    .addColumn('external_id', word, (column) => column.notNull())
    .addColumn('decided_by', word, (column) => column.notNull())
    .addColumn('decided_at', timestamp, (column) => column.notNull())
    .addPrimaryKeyConstraint('match_decisions_key', ['microstep_id', 'integration_id', 'external_id'])
    .execute();
}

async function createSyncTables(db: Kysely<unknown>, { word, text, integer, timestamp }: ColumnTypes) {
  await db.schema
    .createTable('sync_history')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('integration_id', word, (column) => column.notNull())
    .addColumn('trigger', word, (column) => column.notNull())
    .addColumn('direction', word, (column) => column.notNull())
    .addColumn('state', word, (column) => column.notNull())
    .addColumn('processed', integer, (column) => column.notNull())
    .addColumn('created', integer, (column) => column.notNull())
    .addColumn('updated', integer, (column) => column.notNull())
    .addColumn('failed', integer, (column) => column.notNull())
    .addColumn('conflicts', integer, (column) => column.notNull())
    .addColumn('error', text)
    .addColumn('started_at', timestamp, (column) => column.notNull())
    .addColumn('finished_at', timestamp)
    .execute();
  await db.schema
    .createIndex('sync_history_by_integration')
    .on('sync_history')
    .columns(['integration_id', 'started_at'])
    .execute();
  await db.schema
    .createTable('sync_cursors')
    .addColumn('integration_id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('cursor', text, (column) => column.notNull())
    .addColumn('updated_at', timestamp, (column) => column.notNull())
    .execute();
}
