import type { Actor, Gate } from '../governance/gate.ts';
import type { Database } from '../store/database.ts';
import type { DeliveryStatus } from '../store/schema.ts';
import { type DeliverySummary, listRecentDeliveries } from '../store/webhook-deliveries.ts';

/** Those that wait for another try, and those that nobody will try again unasked. */
const FAILED: readonly DeliveryStatus[] = ['failed', 'dead'];

export interface DeliveryQueries {
  /** The actor's workspace's webhook deliveries, newest first. Throws `Refusal`. */
  list(actor: Actor, filter: { limit: number; onlyFailed: boolean }): Promise<DeliverySummary[]>;
}

export function createDeliveryQueries(options: { database: Database; gate: Gate }): DeliveryQueries {
  const { database, gate } = options;
  return {
    async list(actor, { limit, onlyFailed }) {
      await gate.require(actor, 'delivery.read');
      const statuses = onlyFailed ? { statuses: FAILED } : {};
      return listRecentDeliveries(database.db, actor.workspaceId, { limit, ...statuses });
    },
  };
}
