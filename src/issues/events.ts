import type { IssueEvent } from '../integrations/contract.ts';
import type { EventSource } from '../integrations/process-delivery.ts';
import type { Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { linkOfIssue } from '../store/issue-links.ts';
import { matchJob } from './match.ts';
import { reconcileJob } from './reconcile.ts';

/**
 * Takes a webhook's word that an issue changed, and has the tracker asked what it is now. Who changed it does not
 * matter: our own writes come back like anybody's and find nothing to do. Gives the reason where there is nothing.
 */
export async function onIssueEvent(
  queue: Queue,
  transaction: Transaction,
  { workspaceId, integrationId }: EventSource,
  { action, externalId, key = externalId }: IssueEvent,
): Promise<string | undefined> {
  const link = await linkOfIssue(transaction, integrationId, externalId);
  if (link) {
    await queue.enqueue(transaction, reconcileJob(link));
    return undefined;
  }
  if (action === 'deleted' || action === 'commented') return `issue ${key} is not linked`;
  await queue.enqueue(transaction, matchJob({ workspaceId, integrationId, externalId }));
  return undefined;
}
