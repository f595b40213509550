import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** Requests to override a refusal, from the offer to what came of it. */
export function approvals({ word, text, timestamp, json }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('approvals')
        .addColumn('id', word, (column) => column.primaryKey().notNull())
        .addColumn('workspace_id', word, (column) => column.notNull())
        .addColumn('state', word, (column) => column.notNull())
        .addColumn('requested_by', word, (column) => column.notNull())
        .addColumn('role', word, (column) => column.notNull())
        .addColumn('action', word, (column) => column.notNull())
        .addColumn('rule', word, (column) => column.notNull())
        .addColumn('refusal', text, (column) => column.notNull())
        .addColumn('act', json, (column) => column.notNull())
        .addColumn('decided_by', word)
        .addColumn('decision_reason', text)
        .addColumn('outcome', text)
        .addColumn('created_at', timestamp, (column) => column.notNull())
        .addColumn('requested_at', timestamp)
        .addColumn('expires_at', timestamp)
        .addColumn('decided_at', timestamp)
        .addColumn('updated_at', timestamp, (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('approvals_by_workspace_id_state_created_at')
        .on('approvals')
        .columns(['workspace_id', 'state', 'created_at'])
        .execute();
    },
  };
}
