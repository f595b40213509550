import { type Actor, Refusal } from '../governance/gate.ts';
import type { Queue } from '../jobs/job.ts';
import type { JobLog } from '../jobs/job-worker.ts';
import { undeliveredMessages } from '../store/slack-messages.ts';
import type { Subscription } from '../store/subscription-schema.ts';
import { deliverJob } from './deliver-job.ts';
import { DIGEST_KEY_PREFIX, digestIdOf } from './message-key.ts';
import type { SubscriptionOptions } from './subscriptions.ts';

/** What lets paused subscriptions go on. */
export interface Resumption {
  /**
   * Tries whether a channel takes messages again, and lets its paused subscriptions go on if so. Gives them as they are
   * then. Throws `Refusal` where nothing is paused there.
   */
  resume(actor: Actor, channel: string): Promise<Subscription[]>;
  /** The same by itself, since the bot was brought into the channel. */
  resumeAfterInvitation(workspaceId: string, channel: string): Promise<void>;
}

export function createResumption(
  options: SubscriptionOptions & { queue: Queue; log: Pick<JobLog, 'warn'> },
): Resumption {
  const { settings, database, queue, audit, gate, probe, log } = options;

  async function pausedIn(workspaceId: string, channel: string): Promise<Subscription[]> {
    const { subscriptions } = await settings.read(workspaceId);
    return subscriptions.filter((each) => each.channel === channel && each.paused);
  }

  /** `reason`: why it cannot go on yet. */
  function change(workspaceId: string, channel: string, reason?: string): Promise<Subscription[]> {
    const at = options.now().toISOString();
    return settings.update(workspaceId, (draft) => {
      const paused = draft.subscriptions.filter((each) => each.channel === channel && each.paused);
      for (const each of paused) {
        if (each.paused && reason !== undefined) each.paused.reason = reason;
        if (reason !== undefined) continue;
        delete each.paused;
        each.resumedAt = at;
      }
      return structuredClone(paused);
    });
  }

  async function goOn(workspaceId: string, channel: string, actor: string): Promise<Subscription[]> {
    const resumed = await change(workspaceId, channel);
    await database.transaction(async (transaction) => {
      // Digests that could not be posted are told now; what waits for one is released by itself.
      const place = { workspaceId, channel };
      for (const { key } of await undeliveredMessages(transaction, place, DIGEST_KEY_PREFIX)) {
        const digestId = digestIdOf(key);
        await queue.enqueue(transaction, deliverJob({ ...place, form: 'digest', digestId }));
      }
      const payload = { channel };
      await audit.record(transaction, { workspaceId, actor, action: 'subscription.resumed', payload });
    });
    return resumed;
  }

  return {
    async resume(actor, channel) {
      await gate.require(actor, 'subscription.resume');
      const { workspaceId, userId } = actor;
      const paused = await pausedIn(workspaceId, channel);
      if (paused.length === 0) throw new Refusal('Nothing is paused there.');
      const reason = await probe(workspaceId, paused);
      return reason === undefined ? goOn(workspaceId, channel, userId) : change(workspaceId, channel, reason);
    },

    async resumeAfterInvitation(workspaceId, channel) {
      const paused = await pausedIn(workspaceId, channel);
      if (paused.length === 0) return;
      const reason = await probe(workspaceId, paused).catch((error: unknown) => {
        // The invitation is told once: it counts, though nothing could be said of it now.
        log.warn({ err: error, channel }, 'a channel could not be told that it is told again');
        return undefined;
      });
      if (reason === undefined) await goOn(workspaceId, channel, 'system');
      else await change(workspaceId, channel, reason);
    },
  };
}
