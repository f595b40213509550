import type { Connections } from '../integrations/connections.ts';
import type { Deployment } from '../integrations/contract.ts';
import { hasCode } from '../integrations/errors.ts';
import type { JobHandlers, ReportedDeployment } from '../jobs/job.ts';
import { eventsOf } from '../store/subscription-schema.ts';
import { type TellNewsOptions, tellNews } from './tell-news.ts';

/**
 * Has a production deployment that its vendor reported as over told in every channel that asked for it, once in each.
 * What became of it is asked of the vendor, as with everything a webhook says. Never deployed by BuildRunner, it has no
 * card and nothing to press.
 */
export function createAnnounceDeploymentHandler(
  options: TellNewsOptions & { connections: Connections; now: () => Date },
): JobHandlers['deployment.announce'] {
  const { settings, connections, now } = options;
  return async ({ workspaceId, integrationId, externalId }) => {
    const { integrations, subscriptions } = await settings.read(workspaceId);
    const integration = integrations.find(({ id }) => id === integrationId);
    if (!integration) return;
    const { projectId, provider } = integration;
    const mayBeHeard = subscriptions.some(
      (each) => each.projectId === projectId && eventsOf(each.events).includes('deployment.completed'),
    );
    if (!mayBeHeard) return;
    const deployment = await connections
      .withPlatform(workspaceId, integrationId, (platform) => platform.get(externalId))
      .catch(undefinedWhenGone);
    const reported = deployment && reportOf(deployment);
    if (!reported) return;
    await tellNews(options, {
      workspaceId,
      news: {
        event: 'deployment.completed',
        projectId,
        at: now().toISOString(),
        isFailure: reported.state === 'failed',
        environment: 'production',
        ...(reported.branch === undefined ? {} : { branch: reported.branch }),
      },
      messageIn: (channel) => ({
        form: 'deployment',
        workspaceId,
        channel,
        integrationId,
        provider,
        reported,
      }),
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
  if (hasCode(error, 'not_found')) return undefined;
  throw error;
}
