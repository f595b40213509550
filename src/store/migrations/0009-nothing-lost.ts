import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** What it takes to read a delivery anew, and to find the bodies that are kept no longer and a key's dead letter. */
export function nothingLost({ json, timestamp }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const deliveries = db.schema.alterTable('webhook_deliveries');
      await deliveries.addColumn('headers', json).execute();
      await deliveries.addColumn('replayed_at', timestamp).execute();
      await db.schema
        .createIndex('webhook_deliveries_with_body')
        .on('webhook_deliveries')
        .column('received_at')
        .where(sql<boolean>`length(body) > 0`)
        .execute();
      await db.schema
        .createIndex('jobs_dead')
        .on('jobs')
        .columns(['kind', 'key'])
        .where(sql.ref('status'), '=', 'dead')
        .execute();
    },
  };
}
