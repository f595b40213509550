import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** The plan: microsteps and what became of them. */
export function plan(columns: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await createMicrosteps(db, columns);
      await createMicrostepHistory(db, columns);
    },
  };
}

async function createMicrosteps(db: Kysely<unknown>, { word, text, integer, timestamp }: ColumnTypes) {
  await db.schema
    .createTable('microsteps')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('project_id', word, (column) => column.notNull())
    .addColumn('phase', integer, (column) => column.notNull())
    .addColumn('step', integer, (column) => column.notNull())
    .addColumn('number', integer, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('description', text, (column) => column.notNull())
    .addColumn('status', word, (column) => column.notNull())
    .addColumn('priority', word, (column) => column.notNull())
    .addColumn('assignee', word)
    .addColumn('branch', text)
    .addColumn('created_at', timestamp, (column) => column.notNull())
    .addColumn('updated_at', timestamp, (column) => column.notNull())
    .addUniqueConstraint('microsteps_ref', ['workspace_id', 'project_id', 'phase', 'step', 'number'])
    .execute();
}

async function createMicrostepHistory(db: Kysely<unknown>, { word, text, timestamp }: ColumnTypes) {
  await db.schema
    .createTable('microstep_history')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('microstep_id', word, (column) => column.notNull())
    .addColumn('field', word, (column) => column.notNull())
    .addColumn('before', text)
    .addColumn('after', text)
    .addColumn('actor', word, (column) => column.notNull())
    .addColumn('at', timestamp, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('microstep_history_by_microstep')
    .on('microstep_history')
    .columns(['microstep_id', 'at'])
    .execute();
}
