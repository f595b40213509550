import type { Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { linksOfMicrostep } from '../store/issue-links.ts';
import { reconcileJob } from './reconcile.ts';

/** Has every issue of a microstep reconciled, as part of the transaction that changed it. */
export async function microstepChanged(
  queue: Queue,
  transaction: Transaction,
  microstepId: string,
): Promise<void> {
  for (const link of await linksOfMicrostep(transaction, microstepId)) {
    if (link.state === 'linked') await queue.enqueue(transaction, reconcileJob(link));
  }
}
