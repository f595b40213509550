import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** The names and the order of phases and steps, and an order of microsteps apart from their numbers. */
export function planSections({ word, text, integer, timestamp }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('plan_sections')
        .addColumn('workspace_id', word, (column) => column.notNull())
        .addColumn('project_id', word, (column) => column.notNull())
        .addColumn('phase', integer, (column) => column.notNull())
        .addColumn('step', integer, (column) => column.notNull())
        .addColumn('title', text, (column) => column.notNull())
        .addColumn('position', integer, (column) => column.notNull())
        .addColumn('created_at', timestamp, (column) => column.notNull())
        .addColumn('updated_at', timestamp, (column) => column.notNull())
        .addPrimaryKeyConstraint('plan_sections_pk', ['workspace_id', 'project_id', 'phase', 'step'])
        .execute();
      await db.schema
        .alterTable('microsteps')
        .addColumn('position', integer, (column) => column.notNull().defaultTo(0))
        .execute();
      await sql`update ${sql.table('microsteps')} set ${sql.ref('position')} = ${sql.ref('number')}`.execute(
        db,
      );
    },
  };
}
