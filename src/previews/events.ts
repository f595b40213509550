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
    return underWay.length > 0 ? undefined : 'no preview is under way there';
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
  { workspaceId, integrationId }: EventSource,
  externalId: string,
  { state, target }: DeploymentEvent,
): Promise<string | undefined> {
  const isOver = state === 'ready' || state === 'failed';
  if (target !== 'production' || !isOver) return `deployment ${externalId} was not asked for by BuildRunner`;
  await queue.enqueue(transaction, {
    kind: 'deployment.announce',
    payload: { workspaceId, integrationId, externalId },
    key: `deployment:${integrationId}:${externalId}`,
  });
  return undefined;
}
