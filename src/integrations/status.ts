import type { Actor } from '../governance/gate.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import type { IntegrationTroubleRow } from '../store/health-schema.ts';
import { troublesOf } from '../store/integration-troubles.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import { countFailedDeliveries, latestDeliveryTimes } from '../store/webhook-deliveries.ts';
import type { Allowance, CallLimits } from './call-limits.ts';
import type { CircuitBreaker, Rest } from './circuit-breaker.ts';
import type { Configuration } from './configure.ts';
import { isDueForRotation, oldestCredential } from './credential-age.ts';
import type { Manifest } from './manifest.ts';

/** How one provider stands in a workspace. */
export interface IntegrationStatus {
  provider: string;
  name: string;
  state: 'not_configured' | 'healthy' | 'failing';
  lastTest: { at: string; ok: boolean; summary: string } | undefined;
  webhookUrl: string | undefined;
  lastWebhookAt: string | undefined;
  /** Since when its oldest credential has been in use, and whether it should be replaced by now. */
  credentials: { since: string; isDue: boolean } | undefined;
  /** How it stands with its vendor's limit; undefined while it is not configured. */
  allowance: Allowance | undefined;
  /** That it is left alone, since it does not answer. */
  rest: Rest | undefined;
  /** What admins were told of it, and is not over. */
  trouble: Pick<IntegrationTroubleRow, 'trouble' | 'since'> | undefined;
}

export interface Status {
  integrations: IntegrationStatus[];
  queue: { ready: number; running: number; dead: number };
  /** How many of the workspace's webhook deliveries wait to be replayed. */
  failedDeliveries: number;
}

/** Tells how every provider and the queue stand. Throws `Refusal`. */
export function createStatus(options: {
  configuration: Configuration;
  manifests: ReadonlyMap<string, Manifest>;
  database: Database;
  queue: Queue;
  callLimits: Pick<CallLimits, 'standing'>;
  breaker: Pick<CircuitBreaker, 'standing'>;
  now: () => Date;
}): (actor: Actor) => Promise<Status> {
  return async (actor) => {
    const configured = await options.configuration.list(actor);
    const heard = await latestDeliveryTimes(options.database.db, actor.workspaceId);
    const troubles = await troublesOf(options.database.db, actor.workspaceId);
    const statusOf = async (manifest: Manifest): Promise<IntegrationStatus> => {
      const integration = configured.find(({ provider }) => provider === manifest.id);
      const caller = integration && {
        workspaceId: actor.workspaceId,
        integrationId: integration.id,
        provider: manifest.id,
      };
      const rest = caller && options.breaker.standing(caller);
      const trouble = integration && troubles.get(integration.id);
      return {
        provider: manifest.id,
        name: manifest.name,
        state: stateOf(integration, rest !== undefined || trouble?.trouble === 'refused'),
        lastTest: integration?.lastTest,
        webhookUrl: integration?.webhook?.url,
        lastWebhookAt: integration && heard.get(integration.id),
        credentials: integration && credentialsOf(integration, options.now()),
        allowance: caller && (await options.callLimits.standing(caller)),
        rest,
        trouble: trouble && { trouble: trouble.trouble, since: trouble.since },
      };
    };
    const integrations = await Promise.all([...options.manifests.values()].map(statusOf));
    return {
      integrations,
      queue: await options.queue.counts(),
      failedDeliveries: await countFailedDeliveries(options.database.db, actor.workspaceId),
    };
  };
}

function stateOf(integration: IntegrationSettings | undefined, isOut: boolean): IntegrationStatus['state'] {
  if (!integration) return 'not_configured';
  return isOut || integration.lastTest?.ok === false ? 'failing' : 'healthy';
}

function credentialsOf(integration: IntegrationSettings, now: Date): IntegrationStatus['credentials'] {
  const since = oldestCredential(integration);
  return since === undefined ? undefined : { since, isDue: isDueForRotation(since, now) };
}
