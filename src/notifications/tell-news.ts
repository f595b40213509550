import type { MessageRef, Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { isHeld } from '../store/held-news.ts';
import type { SettingsStore } from '../store/settings.ts';
import { slackMessagesByPrefix } from '../store/slack-messages.ts';
import { deliverJob } from './deliver-job.ts';
import { hold } from './hold.ts';
import { judgeChannels, type News } from './judge-news.ts';
import { messageKey } from './message-key.ts';

export interface TellNewsOptions {
  database: Database;
  settings: Pick<SettingsStore, 'read'>;
  queue: Queue;
}

/** News, and the message that tells it in a channel, apart from the channel; `inThread`: under the first of its thing. */
export interface Telling {
  workspaceId: string;
  news: News;
  /** What the keys of all messages about the same thing begin with, where there may be several. */
  keyPrefix?: string;
  messageIn: (channel: string, inThread: boolean) => MessageRef;
}

/** Has news that has no card told in every channel that asked for it, once in each: at once, or in a digest. */
export async function tellNews(
  { database, settings, queue }: TellNewsOptions,
  { workspaceId, news, keyPrefix, messageIn }: Telling,
): Promise<void> {
  const { subscriptions } = await settings.read(workspaceId);
  await database.transaction(async (transaction) => {
    const rows = keyPrefix ? await slackMessagesByPrefix(transaction, workspaceId, keyPrefix) : [];
    const isShown = (channel: string) => rows.some(({ key }) => key.endsWith(`@${channel}`));
    for (const [channel, verdict] of judgeChannels(news, subscriptions, isShown)) {
      if (verdict.act === 'nothing') continue;
      const message = messageIn(channel, verdict.act === 'thread');
      if (verdict.act === 'hold') await hold(transaction, message, news, verdict);
      else if (!(await isHeld(transaction, workspaceId, messageKey(message)))) {
        await queue.enqueue(transaction, deliverJob(message));
      }
    }
  });
}
