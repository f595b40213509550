import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** The events of Slack's that were received, by the ids it gives them. */
export function slackEvents({ word, timestamp }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('slack_events')
        .addColumn('event_id', word, (column) => column.primaryKey().notNull())
        .addColumn('workspace_id', word, (column) => column.notNull())
        .addColumn('received_at', timestamp, (column) => column.notNull())
        .addColumn('begun_at', timestamp)
        .execute();
      await db.schema
        .createIndex('slack_events_by_received_at')
        .on('slack_events')
        .columns(['received_at'])
        .execute();
    },
  };
}
