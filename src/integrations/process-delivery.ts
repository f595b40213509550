import { decide } from '../governance/decide.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { DeadJob, JobHandlers } from '../jobs/job.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Timestamp } from '../store/timestamp.ts';
import { findDeliverySummary, setDeliveryStatus } from '../store/webhook-deliveries.ts';
import type { ProviderEvent } from './contract.ts';

export interface EventSource {
  workspaceId: string;
  integrationId: string;
  /** When it was received, where it is handled anew: what it tells of may be over by now. */
  replayOf?: Timestamp;
}

/** By kind of event: what the product does with it. Gives the reason where there was nothing to do. */
export type EventHandlers = {
  [K in ProviderEvent['kind']]: (
    transaction: Transaction,
    source: EventSource,
    event: Extract<ProviderEvent, { kind: K }>,
  ) => Promise<string | undefined>;
};

/** Hands a stored delivery's events on. What they lead to and that they were handled is one transaction. */
export function createDeliveryHandler(options: {
  database: Database;
  events: EventHandlers;
  policy: () => Policy;
  now: () => Date;
}): JobHandlers['delivery.process'] {
  const { database, events, policy, now } = options;
  return async ({ deliveryId }) => {
    await database.transaction(async (transaction) => {
      const delivery = await findDeliverySummary(transaction, deliveryId);
      if (!delivery || delivery.status === 'done' || delivery.status === 'ignored') return;
      // A dead one is handled by its job, given up once and revived.
      const isOld = delivery.replayed_at !== null || delivery.status === 'dead';
      const source: EventSource = {
        workspaceId: delivery.workspace_id,
        integrationId: delivery.integration_id,
        ...(isOld && { replayOf: delivery.received_at }),
      };
      const parsed: ProviderEvent[] = JSON.parse(delivery.events);
      const about = { role: 'system', provider: delivery.provider } as const;
      const { allowed, reason } = decide(policy(), 'webhook.handle', about);
      const reasons: (string | undefined)[] = [];
      for (const event of parsed) {
        reasons.push(allowed ? await handle(events, transaction, source, event) : reason);
      }
      const noops = reasons.filter((reason) => reason !== undefined);
      await setDeliveryStatus(transaction, deliveryId, noops.length === parsed.length ? 'ignored' : 'done', {
        handledAt: now().toISOString(),
        ...(noops.length > 0 ? { reason: noops.join('; ') } : {}),
      });
    });
  };
}

/** A delivery whose job was given up is dead: the vendor's next try, or a replay, runs it again. */
export async function onDeadDelivery(database: Database, job: DeadJob): Promise<void> {
  const { deliveryId } = job.payload as { deliveryId: string };
  await database.transaction(async (transaction) => {
    const delivery = await findDeliverySummary(transaction, deliveryId);
    if (delivery) await setDeliveryStatus(transaction, deliveryId, 'dead', { reason: job.lastError });
  });
}

function handle(events: EventHandlers, transaction: Transaction, source: EventSource, event: ProviderEvent) {
  switch (event.kind) {
    case 'deployment':
      return events.deployment(transaction, source, event);
    case 'issue':
      return events.issue(transaction, source, event);
    case 'push':
      return events.push(transaction, source, event);
    case 'pull_request':
      return events.pull_request(transaction, source, event);
  }
}
