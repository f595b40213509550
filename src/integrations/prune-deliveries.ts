import type { Policy } from '../governance/policy-schema.ts';
import type { JobHandlers, Queue } from '../jobs/job.ts';
import type { JobLog } from '../jobs/job-worker.ts';
import type { Database } from '../store/database.ts';
import { dropOldBodies, removeOldDeliveries } from '../store/webhook-deliveries.ts';

/** How many deliveries one run changes of each kind: others wait for its transaction. */
const BATCH = 500;

const DAY_MS = 24 * 60 * 60_000;

/**
 * Removes what the policy no longer keeps of deliveries: first what came in, later all of it. One run is one short
 * transaction; where that does not reach the end, it has itself run again.
 */
export function createDeliveryPruneHandler(options: {
  database: Database;
  queue: Pick<Queue, 'enqueue'>;
  policy: () => Pick<Policy, 'deliveries'>;
  now: () => Date;
  log: JobLog;
}): JobHandlers['delivery.prune'] {
  const { database, queue, policy, now, log } = options;
  return async () => {
    const { body_retention_days: bodyDays, retention_days: days } = policy().deliveries;
    const before = (age: number) => new Date(now().getTime() - age * DAY_MS).toISOString();
    const { removed, emptied } = await database.transaction(async (transaction) => {
      const removed = await removeOldDeliveries(transaction, before(days), BATCH);
      const emptied = await dropOldBodies(transaction, before(bodyDays), BATCH);
      if (removed === BATCH || emptied === BATCH) {
        await queue.enqueue(transaction, { kind: 'delivery.prune', payload: {}, key: 'delivery.prune' });
      }
      return { removed, emptied };
    });
    if (removed + emptied > 0) log.info({ removed, emptied }, 'old webhook deliveries were removed');
  };
}
