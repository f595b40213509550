import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** News that waits for a digest; jobs that go first, and lanes that rest. */
export function notifications({ word, timestamp, json, integer }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('held_news')
        .addColumn('workspace_id', word, (column) => column.notNull())
        .addColumn('key', word, (column) => column.notNull())
        .addColumn('channel', word, (column) => column.notNull())
        .addColumn('message', json, (column) => column.notNull())
        .addColumn('why', word, (column) => column.notNull())
        .addColumn('happened_at', timestamp, (column) => column.notNull())
        .addColumn('due_at', timestamp, (column) => column.notNull())
        .addColumn('digest_id', word)
        .addPrimaryKeyConstraint('held_news_pk', ['workspace_id', 'key'])
        .execute();
      await db.schema
        .createIndex('held_news_by_digest_id_due_at')
        .on('held_news')
        .columns(['digest_id', 'due_at'])
        .execute();
      await db.schema
        .alterTable('jobs')
        .addColumn('priority', integer, (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema
        .createIndex('jobs_by_status_priority_run_at')
        .on('jobs')
        .columns(['status', 'priority', 'run_at', 'created_at', 'id'])
        .execute();
      await db.schema
        .createTable('job_lanes')
        .addColumn('lane', word, (column) => column.primaryKey().notNull())
        .addColumn('rests_until', timestamp, (column) => column.notNull())
        .execute();
    },
  };
}
