import type { Policy } from '../governance/policy-schema.ts';
import type { CircuitBreaker } from '../integrations/circuit-breaker.ts';
import { HEARD, judge, type Signs } from '../integrations/health.ts';
import type { HealthSigns } from '../integrations/health-signs.ts';
import type { HealthMessage, JobHandlers, Queue } from '../jobs/job.ts';
import type { Caller } from '../security/caller.ts';
import type { Database } from '../store/database.ts';
import { putTrouble, removeTrouble, troublesOf } from '../store/integration-troubles.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import { latestReceived } from '../store/webhook-deliveries.ts';
import { adminChannels } from './admin-channels.ts';
import { deliverJob } from './deliver-job.ts';

/**
 * Looks at each integration, and has the admins told, once, that one is in trouble, and once that it is over. What was
 * told is kept in the transaction that tells it, so that a start tells nothing again.
 */
export function createWatchHandler(options: {
  database: Database;
  settings: SettingsStore;
  queue: Pick<Queue, 'enqueue'>;
  breaker: Pick<CircuitBreaker, 'standing'>;
  signs: Pick<HealthSigns, 'of'>;
  policy: () => Policy;
  now: () => Date;
}): JobHandlers['integration.watch'] {
  const { database, settings, queue, breaker, signs, policy, now } = options;

  async function signsOf(caller: Caller, integrationId: string): Promise<Signs> {
    const heardAt = await latestReceived(database.db, caller.workspaceId, integrationId, HEARD);
    return { ...signs.of(caller), restsSince: breaker.standing(caller)?.since, heardAt };
  }

  async function look(workspaceId: string, integration: IntegrationSettings): Promise<void> {
    const { id: integrationId, provider } = integration;
    const told = (await troublesOf(database.db, workspaceId)).get(integrationId);
    const seen = await signsOf({ workspaceId, integrationId, provider }, integrationId);
    const verdict = judge(told, seen, now());
    if (verdict.news === 'none') return;
    const at = now().toISOString();
    const key = { workspace_id: workspaceId, integration_id: integrationId };
    const what = verdict.news === 'trouble' ? verdict.trouble : 'over';
    const about: HealthMessage = { form: 'health', integrationId, provider, what, at };
    await database.transaction(async (transaction) => {
      if (verdict.news === 'over') await removeTrouble(transaction, key);
      else await putTrouble(transaction, { ...key, trouble: verdict.trouble, since: at });
      for (const channel of adminChannels(policy(), [integration])) {
        await queue.enqueue(transaction, deliverJob({ ...about, workspaceId, channel }));
      }
    });
  }

  return async () => {
    for (const workspaceId of await settings.workspaces()) {
      const { integrations } = await settings.read(workspaceId);
      for (const integration of integrations) await look(workspaceId, integration);
      await forgetTheGone(workspaceId, integrations);
    }
  };

  async function forgetTheGone(workspaceId: string, integrations: readonly IntegrationSettings[]) {
    const present = new Set(integrations.map(({ id }) => id));
    for (const row of (await troublesOf(database.db, workspaceId)).values()) {
      if (!present.has(row.integration_id)) await removeTrouble(database.db, row);
    }
  }
}
