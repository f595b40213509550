import type { Audit } from '../governance/audit.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Subscription } from '../store/subscription-schema.ts';
import { deliverJob } from './deliver-job.ts';

/** Pauses what a channel hears of, since it takes no message. `reason`: Slack's own word for why. */
export type Pause = (workspaceId: string, channel: string, reason: string) => Promise<void>;

/** Whoever made a subscription is told that it is paused, once for each channel and pause, by direct message. */
export function createPause(options: {
  settings: SettingsStore;
  database: Database;
  queue: Queue;
  audit: Audit;
  now: () => Date;
}): Pause {
  const { settings, database, queue, audit } = options;
  return async (workspaceId, channel, reason) => {
    const { subscriptions } = await settings.read(workspaceId);
    const going = subscriptions.filter((each) => each.channel === channel && !each.paused);
    if (going.length === 0) return;
    // In line before it is paused: a message's key keeps it from being sent twice, and nothing would send it later.
    await database.transaction(async (transaction) => {
      for (const person of new Set(going.map(({ createdBy }) => createdBy))) {
        const since = latestStart(going.filter(({ createdBy }) => createdBy === person));
        const about = { form: 'subscription_paused', paused: channel, reason, since } as const;
        await queue.enqueue(transaction, deliverJob({ workspaceId, channel: person, ...about }));
      }
      await audit.record(transaction, {
        workspaceId,
        actor: 'system',
        action: 'subscription.paused',
        payload: { channel, reason },
      });
    });
    const at = options.now().toISOString();
    await settings.update(workspaceId, (draft) => {
      for (const each of draft.subscriptions) {
        if (each.channel === channel && !each.paused) each.paused = { reason, at };
      }
    });
  };
}

/** Tells one pause from the next. */
function latestStart(subscriptions: readonly Subscription[]): string {
  const starts = subscriptions.map(({ resumedAt, createdAt }) => resumedAt ?? createdAt);
  return starts.sort().at(-1) ?? '';
}
