import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';
import { GENESIS, linkAll } from '../event-chain.ts';
import type { Schema } from '../schema.ts';

/** How many events are linked at a time. */
const PAGE = 1_000;

/** The audit log becomes a chain for each workspace; what was written before is linked in the order of its time. */
export function auditChain(columns: ColumnTypes): Migration {
  return {
    async up(db: Kysely<Schema>): Promise<void> {
      await addColumns(db, columns);
      const workspaces = await db.selectFrom('runner_events').select('workspace_id').distinct().execute();
      for (const { workspace_id: workspaceId } of workspaces) await chainExisting(db, workspaceId);
      await db.schema
        .createIndex('runner_events_chain')
        .unique()
        .on('runner_events')
        .columns(['workspace_id', 'sequence'])
        .execute();
    },
  };
}

async function addColumns(db: Kysely<Schema>, { word, integer }: ColumnTypes): Promise<void> {
  const events = db.schema.alterTable('runner_events');
  await events.addColumn('sequence', integer, (column) => column.notNull().defaultTo(0)).execute();
  await events.addColumn('fingerprints', word, (column) => column.notNull().defaultTo('')).execute();
  await events.addColumn('hash', word, (column) => column.notNull().defaultTo('')).execute();
  await db.schema
    .createTable('audit_chains')
    .addColumn('workspace_id', word, (column) => column.primaryKey().notNull())
    .addColumn('sequence', integer, (column) => column.notNull())
    .addColumn('hash', word, (column) => column.notNull())
    .execute();
}

async function chainExisting(db: Kysely<Schema>, workspaceId: string): Promise<void> {
  let end = { sequence: 0, hash: GENESIS, created_at: '', id: '' };
  for (;;) {
    const events = await db
      .selectFrom('runner_events')
      .select(['id', 'workspace_id', 'actor', 'action', 'payload', 'created_at'])
      .where('workspace_id', '=', workspaceId)
      .where(sql<boolean>`(created_at, id) > (${end.created_at}, ${end.id})`)
      .orderBy('created_at')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const event of linkAll(end, events)) {
      const { id, sequence, fingerprints, hash } = event;
      await db
        .updateTable('runner_events')
        .set({ sequence, fingerprints, hash })
        .where('id', '=', id)
        .execute();
      end = event;
    }
    if (events.length < PAGE) break;
  }
  const { sequence, hash } = end;
  await db.insertInto('audit_chains').values({ workspace_id: workspaceId, sequence, hash }).execute();
}
