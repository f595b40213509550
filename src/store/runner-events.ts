import type { AuditChainRow, NewRunnerEvent, RunnerEventRow } from './audit-schema.ts';
import type { Executor, Transaction } from './database.ts';
import { GENESIS, linkAll } from './event-chain.ts';
import { beginsWith } from './key-prefix.ts';
import type { Timestamp } from './timestamp.ts';

/**
 * Adds to the audit log, in the transaction of what it tells of, or in one of its own where there is none. Each event
 * is linked to the one before it of its workspace. A thousand or so at a time.
 */
export async function appendRunnerEvents(executor: Executor, ...events: NewRunnerEvent[]): Promise<void> {
  if (events.length === 0) return;
  if (!executor.isTransaction) {
    // A query first: within a transaction it is refused, where a second transaction would be waited for for ever.
    await executor.selectFrom('audit_chains').select('sequence').limit(1).execute();
    return executor.transaction().execute((own) => appendRunnerEvents(own, ...events));
  }
  for (const [workspaceId, group] of Map.groupBy(events, ({ workspace_id }) => workspace_id)) {
    await extendChain(executor, workspaceId, group);
  }
}

async function extendChain(
  executor: Executor,
  workspaceId: string,
  events: readonly NewRunnerEvent[],
): Promise<void> {
  // Written before it is read: of two writers at a time the second one waits here for the first one's commit.
  const { sequence, hash } = await executor
    .insertInto('audit_chains')
    .values({ workspace_id: workspaceId, sequence: events.length, hash: GENESIS })
    .onConflict((conflict) =>
      conflict
        .column('workspace_id')
        .doUpdateSet(({ eb }) => ({ sequence: eb('audit_chains.sequence', '+', events.length) })),
    )
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow();
  const rows = linkAll({ sequence: sequence - events.length, hash }, events);
  await executor.insertInto('runner_events').values(rows).execute();
  await executor
    .updateTable('audit_chains')
    .set({ hash: rows.at(-1)?.hash ?? hash })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** Every workspace that has a chain, or events without one, sorted. */
export async function auditedWorkspaces(executor: Executor): Promise<string[]> {
  const rows = await executor
    .selectFrom('audit_chains')
    .select('workspace_id')
    .union(executor.selectFrom('runner_events').select('workspace_id'))
    .execute();
  return rows.map(({ workspace_id }) => workspace_id).sort();
}

/** Where every workspace's chain ends, by workspace. */
export function auditChains(executor: Executor): Promise<AuditChainRow[]> {
  return executor.selectFrom('audit_chains').selectAll().orderBy('workspace_id').execute();
}

/** A stretch of a workspace's chain in its order, from the first event after `sequence`. */
export function chainAfter(
  executor: Executor,
  workspaceId: string,
  sequence: number,
  limit: number,
): Promise<RunnerEventRow[]> {
  return executor
    .selectFrom('runner_events')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

/** The last event of an action. */
export function lastOfAction(
  executor: Executor,
  workspaceId: string,
  action: string,
): Promise<RunnerEventRow | undefined> {
  return executor
    .selectFrom('runner_events')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('action', '=', action)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The first event that is not older than `time`. */
export function firstSince(
  executor: Executor,
  workspaceId: string,
  time: Timestamp,
): Promise<RunnerEventRow | undefined> {
  return executor
    .selectFrom('runner_events')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('created_at', '>=', time)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst();
}

/** Removes the beginning of a chain. Only retention may, and only what it has verified and said so of in the chain. */
export async function removeChainThrough(
  transaction: Transaction,
  workspaceId: string,
  sequence: number,
): Promise<void> {
  await transaction
    .deleteFrom('runner_events')
    .where('workspace_id', '=', workspaceId)
    .where('sequence', '<=', sequence)
    .execute();
}

export interface RunnerEventFilter {
  limit: number;
  /** `preview.` finds `preview.requested` and all its kin. */
  actionPrefix?: string;
  actor?: string;
  /** Inclusive. */
  since?: Timestamp;
  /** Only what was written before this event. */
  before?: { created_at: Timestamp; id: string };
}

/** Newest first, of one workspace or of all. */
export function listRunnerEvents(
  executor: Executor,
  workspaceId: string | undefined,
  filter: RunnerEventFilter,
): Promise<RunnerEventRow[]> {
  const { actionPrefix, actor, since, before, limit } = filter;
  let query = executor.selectFrom('runner_events').selectAll();
  if (workspaceId !== undefined) query = query.where('workspace_id', '=', workspaceId);
  if (actionPrefix !== undefined) query = query.where(beginsWith('action', actionPrefix));
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (since !== undefined) query = query.where('created_at', '>=', since);
  if (before !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), '<', tuple(before.created_at, before.id)),
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Whether an event of one of these workspaces has this hash. */
export async function hasHash(
  executor: Executor,
  hash: string,
  workspaceIds: readonly string[],
): Promise<boolean> {
  const found = await executor
    .selectFrom('runner_events')
    .select('id')
    .where('workspace_id', 'in', workspaceIds)
    .where('hash', '=', hash)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
