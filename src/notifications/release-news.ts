import type { JobHandlers, Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { forgetWaitingNews, gatherDigest, placesWithDueNews } from '../store/held-news.ts';
import type { SettingsStore } from '../store/settings.ts';
import { deliverJob } from './deliver-job.ts';

/**
 * Has the news that was held and is due told in one digest for each channel. What a digest is made of and that it is to be
 * sent is one transaction, so nothing is lost and nothing told twice. It waits on where nothing can be told, and is
 * forgotten where nobody wants it any more.
 */
export function createReleaseNewsHandler(options: {
  database: Database;
  settings: Pick<SettingsStore, 'read'>;
  queue: Queue;
  now: () => Date;
  newId: () => string;
}): JobHandlers['news.release'] {
  const { database, settings, queue, newId } = options;
  return async () => {
    const now = options.now().toISOString();
    for (const place of await placesWithDueNews(database.db, now)) {
      const { workspace_id: workspaceId, channel } = place;
      const { subscriptions } = await settings.read(workspaceId);
      const here = subscriptions.filter((subscription) => subscription.channel === channel);
      await database.transaction(async (transaction) => {
        if (here.length === 0) return forgetWaitingNews(transaction, place);
        if (here.every(({ paused }) => paused !== undefined)) return;
        const digestId = newId();
        if (!(await gatherDigest(transaction, place, { id: digestId, now }))) return;
        await queue.enqueue(transaction, deliverJob({ form: 'digest', workspaceId, channel, digestId }));
      });
    }
  };
}
