import type { Executor, Transaction } from './database.ts';
import type { HeldNewsRow } from './held-news-schema.ts';
import { beginsWith } from './key-prefix.ts';
import type { Timestamp } from './timestamp.ts';

/** A conversation that may have news waiting. */
export type NewsPlace = Pick<HeldNewsRow, 'workspace_id' | 'channel'>;

/** Has news wait; what waits already, or was told in a digest, stays as it is. */
export async function holdNews(executor: Executor, row: HeldNewsRow): Promise<void> {
  await executor
    .insertInto('held_news')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doNothing())
    .execute();
}

/** All news about one subject that waits or was told in a digest, such as `outcome:preview:pv-7k3m9x:`. */
export function heldNewsByPrefix(
  executor: Executor,
  workspaceId: string,
  keyPrefix: string,
): Promise<HeldNewsRow[]> {
  return executor
    .selectFrom('held_news')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where(beginsWith('key', keyPrefix))
    .orderBy('key')
    .execute();
}

/** Whether news waits, or was told in a digest. */
export async function isHeld(executor: Executor, workspaceId: string, key: string): Promise<boolean> {
  const held = await executor
    .selectFrom('held_news')
    .select('key')
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .executeTakeFirst();
  return held !== undefined;
}

/** The conversations that have news waiting which is due. */
export function placesWithDueNews(executor: Executor, now: Timestamp): Promise<NewsPlace[]> {
  return executor
    .selectFrom('held_news')
    .select(['workspace_id', 'channel'])
    .distinct()
    .where('digest_id', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('workspace_id')
    .orderBy('channel')
    .execute();
}

/** Makes a digest of what waits there and is due. False where nothing is. */
export async function gatherDigest(
  transaction: Transaction,
  { workspace_id, channel }: NewsPlace,
  digest: { id: string; now: Timestamp },
): Promise<boolean> {
  const gathered = await transaction
    .updateTable('held_news')
    .set({ digest_id: digest.id })
    .where('workspace_id', '=', workspace_id)
    .where('channel', '=', channel)
    .where('digest_id', 'is', null)
    .where('due_at', '<=', digest.now)
    .returning('key')
    .execute();
  return gathered.length > 0;
}

/** What a digest tells, in the order in which it came about. */
export function newsOfDigest(executor: Executor, digestId: string): Promise<HeldNewsRow[]> {
  return executor
    .selectFrom('held_news')
    .selectAll()
    .where('digest_id', '=', digestId)
    .orderBy('happened_at')
    .orderBy('key')
    .execute();
}

/** Forgets what waits there: nobody wants to hear it any more. */
export async function forgetWaitingNews(executor: Executor, place: NewsPlace): Promise<void> {
  await executor
    .deleteFrom('held_news')
    .where('workspace_id', '=', place.workspace_id)
    .where('channel', '=', place.channel)
    .where('digest_id', 'is', null)
    .execute();
}
