import type { DeploymentEvent } from '../integrations/contract.ts';
import type { EventSource } from '../integrations/process-delivery.ts';
import type { Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { previewByExternalId, unfinishedPreviews } from '../store/previews.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { hasEnded } from './lifecycle.ts';

/**
 * Takes a webhook's word that a deployment changed, and has the vendor asked what it is now. Gives the reason where
 * there is nothing to do.
 */
export async function onDeploymentEvent(
  queue: Queue,
  transaction: Transaction,
  source: EventSource,
  event: DeploymentEvent,
): Promise<string | undefined> {
  const { workspaceId, integrationId } = source;
  if (event.externalId === undefined) {
    const underWay = await unfinishedPreviews(transaction, { workspaceId, integrationId });
    for (const { id } of underWay) await enqueuePreviewJob(queue, transaction, 'preview.refresh', id);
    // Which one it is, and whether it is production, is found out by whoever tells of it.
    const lead = isOver(event) ? event.lead : undefined;
    if (lead !== undefined) await announce(queue, transaction, source, lead);
    return lead !== undefined || underWay.length > 0 ? undefined : 'no preview is under way there';
  }
  const preview = await previewByExternalId(transaction, integrationId, event.externalId);
  if (!preview) return onForeignDeployment(queue, transaction, source, event.externalId, event);
  if (hasEnded(preview.state)) return `preview ${preview.id} has already ended`;
  await enqueuePreviewJob(queue, transaction, 'preview.refresh', preview.id);
  return undefined;
}

/** One that BuildRunner did not ask for: of production it is told when it is over, and nothing else is done with it. */
async function onForeignDeployment(
  queue: Queue,
  transaction: Transaction,
  source: EventSource,
  externalId: string,
  event: DeploymentEvent,
): Promise<string | undefined> {
  if (event.target !== 'production' || !isOver(event)) {
    return `deployment ${externalId} was not asked for by BuildRunner`;
  }
  await announce(queue, transaction, source, externalId);
  return undefined;
}

function isOver({ state }: DeploymentEvent): boolean {
  return state === 'ready' || state === 'failed';
}

async function announce(
  queue: Queue,
  transaction: Transaction,
  { workspaceId, integrationId }: EventSource,
  externalId: string,
): Promise<void> {
  await queue.enqueue(transaction, {
    kind: 'deployment.announce',
    payload: { workspaceId, integrationId, externalId },
    key: `deployment:${integrationId}:${externalId}`,
  });
}
