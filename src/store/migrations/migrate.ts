import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';
import type { Schema } from '../schema.ts';
import { start } from './0001-start.ts';
import { plan } from './0002-plan.ts';
import { issues } from './0003-issues.ts';
import { planSections } from './0004-plan-sections.ts';
import { issueIndexes } from './0005-issue-indexes.ts';
import { auditChain } from './0007-audit-chain.ts';
import { approvals } from './0008-approvals.ts';
import { nothingLost } from './0009-nothing-lost.ts';
import { integrationTroubles } from './0010-integration-troubles.ts';
import { notifications } from './0011-notifications.ts';
import { slackEvents } from './0012-slack-events.ts';
import { workflowSteps } from './0018-workflow-steps.ts';
import { unmappedPriority } from './0019-unmapped-priority.ts';

/** All migrations by name, in the order of their names. One that was released is never changed again. */
function migrations(columns: ColumnTypes): Record<string, Migration> {
  return {
    '0001-start': start(columns),
    '0002-plan': plan(columns),
    '0003-issues': issues(columns),
    '0004-plan-sections': planSections(columns),
    '0005-issue-indexes': issueIndexes(),
    '0007-audit-chain': auditChain(columns),
    '0008-approvals': approvals(columns),
    '0009-nothing-lost': nothingLost(columns),
    '0010-integration-troubles': integrationTroubles(columns),
    '0011-notifications': notifications(columns),
    '0012-slack-events': slackEvents(columns),
    '0018-workflow-steps': workflowSteps(columns),
    '0019-unmapped-priority': unmappedPriority(columns),
  };
}

/** The database has been through migrations that this BuildRunner does not know: a later one's. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
}

/** Brings the tables to the present schema, wholly or not at all. Throws `NewerSchema` or the engine's error. */
export async function migrateToLatest(db: Kysely<Schema>, columns: ColumnTypes): Promise<void> {
  const known = migrations(columns);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const unknown = (await executedMigrations(db)).filter((name) => !(name in known));
  if (unknown.length > 0) throw new NewerSchema(unknown.join(', '), { cause: error });
  throw error;
}

/** Kysely's own listing leaves out the migrations that it was not given. */
async function executedMigrations(db: Kysely<Schema>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return [];
  const query = sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`;
  return (await query.execute(db)).rows.map((row) => row.name);
}
