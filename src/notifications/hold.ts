import type { MessageRef } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { holdNews } from '../store/held-news.ts';
import { findSlackMessage } from '../store/slack-messages.ts';
import type { HeldVerdict, News } from './judge-news.ts';
import { messageKey } from './message-key.ts';

/** Has news wait for a digest of its channel, unless its message was sent at once before. */
export async function hold(
  transaction: Transaction,
  message: MessageRef,
  news: News,
  { why, until }: HeldVerdict,
): Promise<void> {
  const { workspaceId, channel } = message;
  const key = messageKey(message);
  if (await findSlackMessage(transaction, workspaceId, key)) return;
  await holdNews(transaction, {
    workspace_id: workspaceId,
    key,
    channel,
    message: JSON.stringify(message),
    why,
    happened_at: news.at,
    due_at: until.toISOString(),
    digest_id: null,
  });
}
