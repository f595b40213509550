import type { Actor, Gate } from '../governance/gate.ts';
import type { Database } from '../store/database.ts';
import type { DeliveryStatus } from '../store/schema.ts';
import { countDeliveries } from '../store/webhook-deliveries.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How many deliveries came to what, in the last 24 hours and in the last 7 days. */
export interface DeliveryFigures {
  day: ReadonlyMap<DeliveryStatus, number>;
  week: ReadonlyMap<DeliveryStatus, number>;
}

/** Counts a workspace's webhook deliveries. Throws `Refusal`. */
export type CountDeliveries = (actor: Actor) => Promise<DeliveryFigures>;

export function createDeliveryFigures(options: {
  database: Database;
  gate: Gate;
  now: () => Date;
}): CountDeliveries {
  const { database, gate, now } = options;
  return async (actor) => {
    await gate.require(actor, 'delivery.read');
    const since = (days: number) => new Date(now().getTime() - days * DAY_MS).toISOString();
    const [day, week] = await Promise.all(
      [1, 7].map((days) => countDeliveries(database.db, actor.workspaceId, since(days))),
    );
    return { day: day ?? new Map(), week: week ?? new Map() };
  };
}
