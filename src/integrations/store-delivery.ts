import type { Job, Queue } from '../jobs/job.ts';
import type { Database, Transaction } from '../store/database.ts';
import { createGroupCommit } from '../store/group-commit.ts';
import type { WebhookDeliveryRow } from '../store/schema.ts';
import { FAILED, insertDeliveryIfNew, rewriteDelivery } from '../store/webhook-deliveries.ts';

/** Has a stored delivery handled. */
export function deliveryJob(id: string): Job {
  return { kind: 'delivery.process', payload: { deliveryId: id }, key: `delivery:${id}` };
}

/** Stores rows of one delivery, all or none. Gives our ids of them, once they are durable. */
export type StoreDeliveries = (rows: readonly WebhookDeliveryRow[]) => Promise<string[]>;

/** Stores what comes in at the same time with one commit. */
export function createDeliveryStore({
  database,
  queue,
}: {
  database: Database;
  queue: Pick<Queue, 'enqueue'>;
}): StoreDeliveries {
  return createGroupCommit(database, (transaction, rows) => storeDeliveries(transaction, queue, rows));
}

/** The same within a transaction. */
export async function storeDeliveries(
  transaction: Transaction,
  queue: Pick<Queue, 'enqueue'>,
  rows: readonly WebhookDeliveryRow[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const row of rows) ids.push(await storeDelivery(transaction, queue, row));
  return ids;
}

/**
 * Stores a delivery together with its job, unless it came before; where nothing came of it then, it is tried again.
 *
 * @returns our id of it
 */
export async function storeDelivery(
  transaction: Transaction,
  queue: Pick<Queue, 'enqueue'>,
  delivery: WebhookDeliveryRow,
): Promise<string> {
  const { row, isNew } = await insertDeliveryIfNew(transaction, delivery);
  const isOpen = isNew || FAILED.includes(row.status);
  if (!isOpen || delivery.status !== 'received') return row.id;
  if (!isNew) await rewriteDelivery(transaction, row.id, contentOf(delivery), delivery.received_at);
  await queue.enqueue(transaction, deliveryJob(row.id));
  return row.id;
}

function contentOf({ delivery_id, type, status, reason, events }: WebhookDeliveryRow) {
  return { delivery_id, type, status, reason, events };
}
