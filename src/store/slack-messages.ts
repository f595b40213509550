import type { Executor } from './database.ts';
import { beginsWith } from './key-prefix.ts';
import type { SlackMessageRow, Timestamp } from './schema.ts';

/**
 * Claims a message's key before anything is posted. Where it was claimed before, that row is given and nothing
 * changes, so that two tries end in one message.
 */
export async function reserveSlackMessage(
  executor: Executor,
  row: SlackMessageRow,
): Promise<{ row: SlackMessageRow; isNew: boolean }> {
  const inserted = await executor
    .insertInto('slack_messages')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { row: inserted, isNew: true };
  const existing = await ofKey(executor, row.workspace_id, row.key).executeTakeFirstOrThrow();
  return { row: existing, isNew: false };
}

export function findSlackMessage(
  executor: Executor,
  workspaceId: string,
  key: string,
): Promise<SlackMessageRow | undefined> {
  return ofKey(executor, workspaceId, key).executeTakeFirst();
}

function ofKey(executor: Executor, workspaceId: string, key: string) {
  return executor
    .selectFrom('slack_messages')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key);
}

/** Gives a key free again under which nothing was posted. */
export async function forgetReservation(executor: Executor, workspaceId: string, key: string): Promise<void> {
  await executor
    .deleteFrom('slack_messages')
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .where('ts', 'is', null)
    .execute();
}

/** It exists in Slack now. */
export function recordPosted(
  executor: Executor,
  workspaceId: string,
  key: string,
  posted: { channel: string; ts: string; contentHash: string; at: Timestamp },
): Promise<void> {
  return change(executor, workspaceId, key, {
    channel: posted.channel,
    ts: posted.ts,
    content_hash: posted.contentHash,
    failure: null,
    updated_at: posted.at,
  });
}

/** Slack said for good that it cannot be posted. */
export function recordFailure(
  executor: Executor,
  workspaceId: string,
  key: string,
  failed: { failure: string; at: Timestamp },
): Promise<void> {
  return change(executor, workspaceId, key, { failure: failed.failure, updated_at: failed.at });
}

/** All messages about one subject, such as `card:preview:pv-7k3m9x@`, in the order of their keys. */
export function slackMessagesByPrefix(
  executor: Executor,
  workspaceId: string,
  keyPrefix: string,
): Promise<SlackMessageRow[]> {
  return executor
    .selectFrom('slack_messages')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where(beginsWith('key', keyPrefix))
    .orderBy('key')
    .execute();
}

/** What Slack refused to take in a channel, of the messages whose keys begin so. */
export function undeliveredMessages(
  executor: Executor,
  { workspaceId, channel }: { workspaceId: string; channel: string },
  keyPrefix: string,
): Promise<SlackMessageRow[]> {
  return executor
    .selectFrom('slack_messages')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where(beginsWith('key', keyPrefix))
    .where('channel', '=', channel)
    .where('ts', 'is', null)
    .where('failure', 'is not', null)
    .orderBy('created_at')
    .execute();
}

async function change(
  executor: Executor,
  workspaceId: string,
  key: string,
  changes: Partial<SlackMessageRow>,
): Promise<void> {
  await executor
    .updateTable('slack_messages')
    .set(changes)
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .returning('key')
    .executeTakeFirstOrThrow();
}
