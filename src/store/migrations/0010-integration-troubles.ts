import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** What admins were told of integrations, so that it is told once. */
export function integrationTroubles({ word, timestamp }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('integration_troubles')
        .addColumn('workspace_id', word, (column) => column.notNull())
        .addColumn('integration_id', word, (column) => column.notNull())
        .addColumn('trouble', word, (column) => column.notNull())
        .addColumn('since', timestamp, (column) => column.notNull())
        .addPrimaryKeyConstraint('integration_troubles_once', ['workspace_id', 'integration_id'])
        .execute();
    },
  };
}
