import type { JobHandlers } from '../jobs/job.ts';
import type { JobLog } from '../jobs/job-worker.ts';
import type { Database } from '../store/database.ts';
import { auditChains, firstSince, removeChainThrough } from '../store/runner-events.ts';
import type { Audit } from './audit.ts';
import { type ChainPlace, chainStart, PRUNED, verifyStretch } from './verify-audit.ts';

/** How many events are removed in one transaction: others wait for it. */
const STRETCH = 5_000;

const DAY_MS = 24 * 60 * 60_000;

export interface PruneOptions {
  database: Database;
  audit: Audit;
  /** How long an event is kept; undefined for ever. */
  retentionDays: () => number | undefined;
  now: () => Date;
  log: JobLog;
}

/**
 * Removes what is older than the policy keeps, from the beginning of each chain, a verified stretch at a time. What
 * goes is told in the chain itself, with the hash it ended in: so the rest can still be proven. A stretch that is not
 * as it was written stays, for whoever looks into it.
 */
export function createPruneHandler(options: PruneOptions): JobHandlers['audit.prune'] {
  const { database, now, log } = options;
  return async () => {
    const days = options.retentionDays();
    if (days === undefined) return;
    const cutoff = new Date(now().getTime() - days * DAY_MS).toISOString();
    for (const chain of await auditChains(database.db)) {
      const workspaceId = chain.workspace_id;
      const kept = await firstSince(database.db, workspaceId, cutoff);
      const last = (kept?.sequence ?? chain.sequence + 1) - 1;
      let removed = 0;
      for (;;) {
        const start = await chainStart(database.db, workspaceId);
        if (start.sequence >= last) break;
        const through = Math.min(last, start.sequence + STRETCH);
        const verdict = await verifyStretch(database.db, workspaceId, start, through);
        if (!verdict.ok) {
          log.error({ workspaceId, ...verdict }, 'the audit log was changed: nothing of it is removed');
          break;
        }
        await removeStretch(options, workspaceId, start, verdict.end, cutoff);
        removed += verdict.events;
      }
      // Where logs are kept apart from the database, these lines are what its chain can be held against.
      log.info({ workspaceId, sequence: chain.sequence, hash: chain.hash }, 'the audit log reached this far');
      if (removed > 0) log.info({ workspaceId, removed, cutoff }, 'old audit events were removed');
    }
  };
}

async function removeStretch(
  { database, audit }: PruneOptions,
  workspaceId: string,
  start: ChainPlace,
  { sequence: through, hash }: ChainPlace,
  olderThan: string,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await removeChainThrough(transaction, workspaceId, through);
    const payload = { first: start.sequence + 1, through, hash, olderThan };
    await audit.record(transaction, { workspaceId, actor: 'system', action: PRUNED, payload });
  });
}
