import type { Policy } from '../governance/policy-schema.ts';
import { isDueForRotation, oldestCredential } from '../integrations/credential-age.ts';
import type { JobHandlers, MessageRef, Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import { adminChannels } from './admin-channels.ts';
import { deliverJob } from './deliver-job.ts';

/**
 * Has the admins told of credentials that have been in use for a month: each of them once for each
 * credential, as the message's key is made of the day since when it has been in use.
 */
export function createRemindRotationHandler(options: {
  database: Database;
  settings: SettingsStore;
  queue: Queue;
  policy: () => Policy;
  now: () => Date;
}): JobHandlers['credential.remind'] {
  const { database, settings, queue, policy, now } = options;
  return async () => {
    for (const workspaceId of await settings.workspaces()) {
      const { integrations } = await settings.read(workspaceId);
      const messages = integrations.flatMap((integration) => {
        const since = oldestCredential(integration);
        if (since === undefined || !isDueForRotation(since, now())) return [];
        return adminChannels(policy(), [integration]).map(
          (channel): MessageRef => ({
            workspaceId,
            channel,
            form: 'rotation',
            integrationId: integration.id,
            since,
          }),
        );
      });
      if (messages.length === 0) continue;
      await database.transaction(async (transaction) => {
        for (const message of messages) await queue.enqueue(transaction, deliverJob(message));
      });
    }
  };
}
