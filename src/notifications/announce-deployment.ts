import type { Connections } from '../integrations/connections.ts';
import type { Deployment } from '../integrations/contract.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers, Queue, ReportedDeployment } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import { eventsOf } from '../store/subscription-schema.ts';
import { deliverJob } from './deliver-job.ts';

/**
 * Has a production deployment that its vendor reported as over told in every channel that asked for it, once in each.
 * What became of it is asked of the vendor, as with everything a webhook says. Never deployed by BuildRunner, it has no
 * card and nothing to press.
 */
export function createAnnounceDeploymentHandler(options: {
  database: Database;
  settings: SettingsStore;
  queue: Queue;
  connections: Connections;
}): JobHandlers['deployment.announce'] {
  const { database, settings, queue, connections } = options;
  return async ({ workspaceId, integrationId, externalId }) => {
    const { integrations, subscriptions } = await settings.read(workspaceId);
    const integration = integrations.find(({ id }) => id === integrationId);
    if (!integration) return;
    const { projectId, provider } = integration;
    const listening = subscriptions.filter(
      (each) => each.projectId === projectId && eventsOf(each.events).includes('deployment.completed'),
    );
    const channels = new Set(listening.map(({ channel }) => channel));
    if (channels.size === 0) return;
    const deployment = await connections
      .withPlatform(workspaceId, integrationId, (platform) => platform.get(externalId))
      .catch(undefinedWhenGone);
    const reported = deployment && reportOf(deployment);
    if (!reported) return;
    await database.transaction(async (transaction) => {
      for (const channel of channels) {
        const message = {
          form: 'deployment',
          workspaceId,
          channel,
          integrationId,
          provider,
          reported,
        } as const;
        await queue.enqueue(transaction, deliverJob(message));
      }
    });
  };
}

/** What there is to tell; undefined where it is no production, or is not over. */
function reportOf(deployment: Deployment): ReportedDeployment | undefined {
  const { externalId, state, target, branch, commit, url, inspectUrl, error } = deployment;
  if (target !== 'production' || (state !== 'ready' && state !== 'failed')) return undefined;
  const known = { branch, commit, url, inspectUrl, error };
  const told = Object.entries(known).filter(([, value]) => value !== undefined);
  return { externalId, state, ...Object.fromEntries(told) };
}

function undefinedWhenGone(error: unknown): undefined {
  if (error instanceof ProviderError && error.code === 'not_found') return undefined;
  throw error;
}
