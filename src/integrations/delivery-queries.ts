import type { Actor, Gate } from '../governance/gate.ts';
import type { Database } from '../store/database.ts';
import { type DeliverySummary, FAILED, listRecentDeliveries } from '../store/webhook-deliveries.ts';

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
