import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** The tracker's name of a priority of which nothing here says the meaning, as there is one of statuses. */
export function unmappedPriority({ text }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('issue_links').addColumn('unmapped_priority', text).execute();
    },
  };
}
