import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** The steps of workflows that wait for a preview, or to be told why there is none. */
export function workflowSteps({ word, text, timestamp }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('workflow_steps')
        .addColumn('execution_id', word, (column) => column.primaryKey().notNull())
        .addColumn('workspace_id', word, (column) => column.notNull())
        .addColumn('preview_id', word)
        .addColumn('refusal', text)
        .addColumn('asked_at', timestamp, (column) => column.notNull())
        .addColumn('ended_at', timestamp)
        .execute();
      await db.schema
        .createIndex('workflow_steps_by_preview')
        .on('workflow_steps')
        .columns(['preview_id'])
        .execute();
      await db.schema
        .createIndex('workflow_steps_by_end')
        .on('workflow_steps')
        .columns(['ended_at'])
        .execute();
    },
  };
}
