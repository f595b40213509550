import { z } from 'zod';

/** What a delivery has at every vendor; each adds what its headers are made of. Times are epoch milliseconds. */
export const deliveryFields = {
  id: z.string(),
  url: z.string(),
  /** The very text that is sent: a retry sends the same bytes. */
  body: z.string(),
  attempts: z.number(),
  /** How many times each attempt sends it: 2 where the person wants duplicates. */
  copies: z.number(),
  /** When to try next; null once it has ended. */
  dueAt: z.number().nullable(),
  /** How the last attempt went, as a person reads it. */
  outcome: z.string(),
};

/** What a person can do to all webhooks, and to the one token. */
export const switchFields = {
  tokenRevoked: z.boolean(),
  webhooksDropped: z.boolean(),
  webhooksDoubled: z.boolean(),
};

export type Delivery = z.infer<z.ZodObject<typeof deliveryFields>>;
export type Switches = z.infer<z.ZodObject<typeof switchFields>>;

/** How many deliveries that have ended stay to be looked at. */
const KEPT = 20;

/** How a delivery made out `now` starts, as the person has set it. */
export function unsent({ webhooksDropped, webhooksDoubled }: Switches, now: number) {
  return {
    attempts: 0,
    copies: webhooksDoubled ? 2 : 1,
    dueAt: webhooksDropped ? null : now,
    outcome: webhooksDropped ? 'dropped on the way' : 'waiting',
  };
}

/** The part of a world that has to do with webhooks; vendors number them or name them. */
export interface Webhooks<Id extends string | number> {
  webhooks: { id: Id }[];
  deliveries: (Delivery & { webhookId: Id })[];
}

/** Ends its deliveries with it. */
export function removeWebhook<Id extends string | number>(world: Webhooks<Id>, { id }: { id: Id }): void {
  world.webhooks = world.webhooks.filter((other) => other.id !== id);
  endDeliveries(world, id, 'webhook deleted');
}

/** Ends those of a webhook that have not ended yet; `outcome` says why. */
export function endDeliveries<Id extends string | number>(
  { deliveries }: Webhooks<Id>,
  webhookId: Id,
  outcome: string,
): void {
  for (const delivery of deliveries) {
    if (delivery.webhookId !== webhookId || delivery.dueAt === null) continue;
    delivery.dueAt = null;
    delivery.outcome = outcome;
  }
}

/** Lets go of the oldest that have ended. */
export function forgetOldest(world: { deliveries: Delivery[] }): void {
  const ended = world.deliveries.filter(({ dueAt }) => dueAt === null);
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - KEPT)));
  world.deliveries = world.deliveries.filter((delivery) => !forgotten.has(delivery));
}
