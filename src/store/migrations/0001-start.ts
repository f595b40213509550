import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../columns.ts';

/** The tables of the first release. */
export function start(columns: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await createPreviews(db, columns);
      await createPreviewHistory(db, columns);
      await createSlackMessages(db, columns);
      await createRunnerEvents(db, columns);
      await createWebhookDeliveries(db, columns);
      await createJobs(db, columns);
    },
  };
}

async function createPreviews(db: Kysely<unknown>, { word, text, integer, timestamp, json }: ColumnTypes) {
  await db.schema
    .createTable('previews')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('project_id', word, (column) => column.notNull())
    .addColumn('integration_id', word, (column) => column.notNull())
    .addColumn('provider', word, (column) => column.notNull())
    .addColumn('branch', word, (column) => column.notNull())
    .addColumn('commit_sha', word)
    .addColumn('commit_message', text)
    .addColumn('commit_author', text)
    .addColumn('pull_request', integer)
    .addColumn('microstep_id', word)
    .addColumn('requested_by', word, (column) => column.notNull())
    .addColumn('channel', word)
    .addColumn('state', word, (column) => column.notNull())
    .addColumn('attempt', integer, (column) => column.notNull())
    .addColumn('external_id', word)
    .addColumn('url', text)
    .addColumn('inspect_url', text)
    .addColumn('failure', text)
    .addColumn('log_excerpt', json)
    .addColumn('deploy_sent_at', timestamp)
    .addColumn('requested_at', timestamp, (column) => column.notNull())
    .addColumn('building_at', timestamp)
    .addColumn('finished_at', timestamp)
    .addColumn('expires_at', timestamp)
    .addColumn('qa_passed_by', word)
    .addColumn('updated_at', timestamp, (column) => column.notNull())
    .execute();
  await index(db, 'previews', ['workspace_id', 'state']);
  await index(db, 'previews', ['workspace_id', 'branch']);
  await index(db, 'previews', ['workspace_id', 'requested_at']);
  await index(db, 'previews', ['integration_id', 'external_id']);
}

async function createPreviewHistory(db: Kysely<unknown>, { word, integer, timestamp }: ColumnTypes) {
  await db.schema
    .createTable('preview_history')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('preview_id', word, (column) => column.notNull().references('previews.id').onDelete('cascade'))
    .addColumn('attempt', integer, (column) => column.notNull())
    .addColumn('state', word, (column) => column.notNull())
    .addColumn('at', timestamp, (column) => column.notNull())
    .execute();
  await index(db, 'preview_history', ['preview_id', 'at']);
}

async function createSlackMessages(db: Kysely<unknown>, { word, text, timestamp }: ColumnTypes) {
  await db.schema
    .createTable('slack_messages')
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('key', word, (column) => column.notNull())
    .addColumn('channel', word, (column) => column.notNull())
    .addColumn('ts', word)
    .addColumn('thread_ts', word)
    .addColumn('content_hash', word)
    .addColumn('failure', text)
    .addColumn('created_at', timestamp, (column) => column.notNull())
    .addColumn('updated_at', timestamp, (column) => column.notNull())
    .addPrimaryKeyConstraint('slack_messages_pk', ['workspace_id', 'key'])
    .execute();
}

async function createRunnerEvents(db: Kysely<unknown>, { word, json, timestamp }: ColumnTypes) {
  await db.schema
    .createTable('runner_events')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('actor', word, (column) => column.notNull())
    .addColumn('action', word, (column) => column.notNull())
    .addColumn('payload', json, (column) => column.notNull())
    .addColumn('created_at', timestamp, (column) => column.notNull())
    .execute();
  await index(db, 'runner_events', ['workspace_id', 'created_at']);
  await index(db, 'runner_events', ['workspace_id', 'action', 'created_at']);
}

async function createWebhookDeliveries(
  db: Kysely<unknown>,
  { word, text, timestamp, json, bytes }: ColumnTypes,
) {
  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('workspace_id', word, (column) => column.notNull())
    .addColumn('integration_id', word, (column) => column.notNull())
    .addColumn('provider', word, (column) => column.notNull())
    .addColumn('delivery_id', word, (column) => column.notNull())
    .addColumn('type', word, (column) => column.notNull())
    .addColumn('status', word, (column) => column.notNull())
    .addColumn('reason', text)
    .addColumn('events', json, (column) => column.notNull())
    .addColumn('body', bytes, (column) => column.notNull())
    .addColumn('received_at', timestamp, (column) => column.notNull())
    .addColumn('handled_at', timestamp)
    .addUniqueConstraint('webhook_deliveries_once', ['integration_id', 'delivery_id'])
    .execute();
  await index(db, 'webhook_deliveries', ['status', 'received_at']);
  await index(db, 'webhook_deliveries', ['workspace_id', 'received_at']);
  await index(db, 'webhook_deliveries', ['workspace_id', 'integration_id', 'received_at']);
}

async function createJobs(db: Kysely<unknown>, { word, text, integer, timestamp, json }: ColumnTypes) {
  await db.schema
    .createTable('jobs')
    .addColumn('id', word, (column) => column.primaryKey().notNull())
    .addColumn('kind', word, (column) => column.notNull())
    .addColumn('key', word, (column) => column.notNull())
    .addColumn('lane', word, (column) => column.notNull())
    .addColumn('payload', json, (column) => column.notNull())
    .addColumn('status', word, (column) => column.notNull())
    .addColumn('attempts', integer, (column) => column.notNull())
    .addColumn('run_at', timestamp, (column) => column.notNull())
    .addColumn('last_error', text)
    .addColumn('created_at', timestamp, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('jobs_one_waiting')
    .unique()
    .on('jobs')
    .columns(['kind', 'key'])
    .where(sql.ref('status'), '=', 'ready')
    .execute();
  await index(db, 'jobs', ['status', 'run_at']);
}

function index(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  return db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
