import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { DeliveryStatus, Timestamp, WebhookDeliveryRow } from './schema.ts';

/** A delivery as it is listed: all but what came in, which may be large. */
export type DeliverySummary = Omit<WebhookDeliveryRow, 'body' | 'headers'>;

const SUMMARY_COLUMNS = [
  'id',
  'workspace_id',
  'integration_id',
  'provider',
  'delivery_id',
  'type',
  'status',
  'reason',
  'events',
  'received_at',
  'handled_at',
  'replayed_at',
] as const satisfies readonly (keyof DeliverySummary)[];

/** Stores a delivery, unless the vendor delivered it before: then that one is given and nothing changes. */
export async function insertDeliveryIfNew(
  executor: Executor,
  row: WebhookDeliveryRow,
): Promise<{ row: WebhookDeliveryRow; isNew: boolean }> {
  const inserted = await executor
    .insertInto('webhook_deliveries')
    .values(row)
    .onConflict((conflict) => conflict.columns(['integration_id', 'delivery_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return { row, isNew: true };
  const existing = await findDeliveryByVendorId(executor, row.integration_id, row.delivery_id);
  if (!existing) throw new Error(`Delivery ${row.delivery_id} was neither stored nor found.`);
  return { row: existing, isNew: false };
}

/** By our id. */
export function findDelivery(executor: Executor, id: string): Promise<WebhookDeliveryRow | undefined> {
  return executor.selectFrom('webhook_deliveries').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same without what came in. */
export function findDeliverySummary(executor: Executor, id: string): Promise<DeliverySummary | undefined> {
  return executor
    .selectFrom('webhook_deliveries')
    .select(SUMMARY_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** By the vendor's id, which is unique per integration. */
export function findDeliveryByVendorId(
  executor: Executor,
  integrationId: string,
  deliveryId: string,
): Promise<WebhookDeliveryRow | undefined> {
  return executor
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
}

/** How far it has come. `reason` and `handledAt` are cleared where they are not given. Throws where there is none. */
export async function setDeliveryStatus(
  executor: Executor,
  id: string,
  status: DeliveryStatus,
  outcome: { reason?: string; handledAt?: Timestamp } = {},
): Promise<void> {
  await executor
    .updateTable('webhook_deliveries')
    .set({ status, reason: outcome.reason ?? null, handled_at: outcome.handledAt ?? null })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** Writes how a delivery is understood now, and that it was begun anew. Its body and when it came stay. */
export async function rewriteDelivery(
  executor: Executor,
  id: string,
  read: Pick<WebhookDeliveryRow, 'delivery_id' | 'type' | 'status' | 'reason' | 'events'>,
  replayedAt: Timestamp,
): Promise<void> {
  await executor
    .updateTable('webhook_deliveries')
    .set({ ...read, handled_at: null, replayed_at: replayedAt })
    .where('id', '=', id)
    .execute();
}

/** Those that nobody will try again unasked. */
export const FAILED: readonly DeliveryStatus[] = ['failed', 'dead'];

/** How many of a workspace failed. */
export async function countFailedDeliveries(executor: Executor, workspaceId: string): Promise<number> {
  const { count } = await executor
    .selectFrom('webhook_deliveries')
    .select((builder) => builder.fn.countAll().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('status', 'in', FAILED)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Our ids of those that failed, the oldest first. */
export async function listFailedDeliveries(
  executor: Executor,
  workspaceId: string,
  provider: string | undefined,
): Promise<string[]> {
  let query = executor
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('status', 'in', FAILED);
  if (provider !== undefined) query = query.where('provider', '=', provider);
  const rows = await query.orderBy('received_at').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** What has come to an end: all else is still to be handled. */
const SETTLED: readonly DeliveryStatus[] = ['done', 'ignored', 'failed', 'dead'];

/**
 * Forgets what came in of up to `limit` deliveries that were received before `before`, the oldest first.
 *
 * @returns of how many
 */
export async function dropOldBodies(executor: Executor, before: Timestamp, limit: number): Promise<number> {
  const oldest = executor
    .selectFrom('webhook_deliveries')
    .select('id')
    // Written as the index has it, which holds those alone that have a body.
    .where(sql<boolean>`length(body) > 0`)
    .where('received_at', '<', before)
    .where('status', 'in', SETTLED)
    .orderBy('received_at')
    .limit(limit);
  const dropped = await executor
    .updateTable('webhook_deliveries')
    .set({ body: new Uint8Array(), headers: null })
    .where('id', 'in', oldest)
    .executeTakeFirstOrThrow();
  return Number(dropped.numUpdatedRows);
}

/** Removes up to `limit` deliveries that were received before `before`. Gives how many. */
export async function removeOldDeliveries(
  executor: Executor,
  before: Timestamp,
  limit: number,
): Promise<number> {
  const old = executor
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('status', 'in', SETTLED)
    .where('received_at', '<', before)
    .limit(limit);
  const removed = await executor
    .deleteFrom('webhook_deliveries')
    .where('id', 'in', old)
    .executeTakeFirstOrThrow();
  return Number(removed.numDeletedRows);
}

/** When each integration of a workspace last heard from its vendor, by integration id. */
export async function latestDeliveryTimes(
  executor: Executor,
  workspaceId: string,
): Promise<Map<string, Timestamp>> {
  const rows = await executor
    .selectFrom('webhook_deliveries')
    .select((builder) => ['integration_id', builder.fn.max('received_at').as('latest')])
    .where('workspace_id', '=', workspaceId)
    .groupBy('integration_id')
    .execute();
  return new Map(rows.map((row) => [row.integration_id, row.latest]));
}

/** When the latest of an integration came, newest first. */
export async function latestReceived(
  executor: Executor,
  workspaceId: string,
  integrationId: string,
  limit: number,
): Promise<Timestamp[]> {
  const rows = await executor
    .selectFrom('webhook_deliveries')
    .select('received_at')
    .where('workspace_id', '=', workspaceId)
    .where('integration_id', '=', integrationId)
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.received_at);
}

/** Newest first. */
export function listRecentDeliveries(
  executor: Executor,
  workspaceId: string,
  filter: { limit: number; integrationId?: string; statuses?: readonly DeliveryStatus[] },
): Promise<DeliverySummary[]> {
  let query = executor
    .selectFrom('webhook_deliveries')
    .select(SUMMARY_COLUMNS)
    .where('workspace_id', '=', workspaceId);
  if (filter.integrationId !== undefined) query = query.where('integration_id', '=', filter.integrationId);
  if (filter.statuses) query = query.where('status', 'in', filter.statuses);
  return query.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute();
}

/** How many were received since a time, by what became of them. */
export async function countDeliveries(
  executor: Executor,
  workspaceId: string,
  since: Timestamp,
): Promise<Map<DeliveryStatus, number>> {
  const rows = await executor
    .selectFrom('webhook_deliveries')
    .select((builder) => ['status', builder.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('received_at', '>=', since)
    .groupBy('status')
    .execute();
  return new Map(rows.map(({ status, count }) => [status, Number(count)]));
}
