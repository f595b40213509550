import type { JobHandlers, Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { findPreview } from '../store/previews.ts';
import type { SettingsStore } from '../store/settings.ts';
import { slackMessagesByPrefix } from '../store/slack-messages.ts';
import { deliverJob } from './deliver-job.ts';
import { destinations } from './destinations.ts';
import { cardChannel, cardKeyPrefix } from './message-key.ts';

/** Decides who hears of a preview as it is now, and has each message delivered by a job of its own. */
export function createAnnounceHandler(options: {
  database: Database;
  settings: SettingsStore;
  queue: Queue;
}): JobHandlers['preview.announce'] {
  const { database, settings, queue } = options;
  return async ({ previewId }) => {
    const preview = await findPreview(database.db, previewId);
    if (!preview) return;
    const { subscriptions } = await settings.read(preview.workspace_id);
    await database.transaction(async (transaction) => {
      const prefix = cardKeyPrefix(previewId);
      const rows = await slackMessagesByPrefix(transaction, preview.workspace_id, prefix);
      const cards = rows.map(({ key, created_at: since }) => ({
        channel: cardChannel(previewId, key),
        since,
      }));
      for (const message of destinations(preview, subscriptions, cards)) {
        await queue.enqueue(transaction, deliverJob(message));
      }
    });
  };
}
