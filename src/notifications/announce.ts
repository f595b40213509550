import type { JobHandlers, Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { heldNewsByPrefix } from '../store/held-news.ts';
import { findPreview } from '../store/previews.ts';
import type { SettingsStore } from '../store/settings.ts';
import { slackMessagesByPrefix } from '../store/slack-messages.ts';
import { deliverJob } from './deliver-job.ts';
import { destinations } from './destinations.ts';
import { hold } from './hold.ts';
import { cardChannel, cardKeyPrefix, outcomeKeyPrefix } from './message-key.ts';

/** Decides who hears of a preview as it is now, and has each message delivered by a job of its own, or held. */
export function createAnnounceHandler(options: {
  database: Database;
  settings: SettingsStore;
  queue: Queue;
}): JobHandlers['preview.announce'] {
  const { database, settings, queue } = options;
  return async ({ previewId }) => {
    const preview = await findPreview(database.db, previewId);
    if (!preview) return;
    const { workspace_id: workspaceId } = preview;
    const { subscriptions } = await settings.read(workspaceId);
    await database.transaction(async (transaction) => {
      const rows = await slackMessagesByPrefix(transaction, workspaceId, cardKeyPrefix(previewId));
      const cards = rows.map(({ key, created_at: since }) => ({
        channel: cardChannel(previewId, key),
        since,
      }));
      const heldRows = await heldNewsByPrefix(transaction, workspaceId, outcomeKeyPrefix(previewId));
      const heldKeys = new Set(heldRows.map(({ key }) => key));
      const { messages, held } = destinations(preview, subscriptions, cards, heldKeys);
      const isFailed = preview.state === 'failed';
      for (const message of messages) await queue.enqueue(transaction, deliverJob(message, isFailed));
      for (const { message, news, verdict } of held) await hold(transaction, message, news, verdict);
    });
  };
}
