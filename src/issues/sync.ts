import type { Issue } from '../integrations/contract.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import { linkOfIssue } from '../store/issue-links.ts';
import type { SyncHistoryRow } from '../store/issue-schema.ts';
import {
  countSyncRun,
  findSyncRun,
  finishSyncRun,
  readCursor,
  type SyncCounts,
  writeCursor,
} from '../store/sync-history.ts';
import type { Matcher, OpenMatcher } from './match.ts';
import { type IssueOptions, issueLane, withTracker } from './options.ts';
import type { Reconcile } from './reconcile.ts';

/**
 * Reads what changed at a tracker since the last time, a page a job: so that a long run lets other work on the same
 * tracker pass, and goes on where it was when the process ends. Issues that did not change cost no call.
 */
export function createSyncHandler(
  options: IssueOptions & { reconcile: Reconcile; openMatcher: OpenMatcher },
): JobHandlers['issue.sync'] {
  const { database, queue, now, reconcile, openMatcher } = options;

  async function firstPage(workspaceId: string, integrationId: string, cursor: string | undefined) {
    return withTracker(options, workspaceId, integrationId, async (tracker) => {
      for await (const page of tracker.changedSince(cursor)) return page;
      return undefined;
    });
  }

  async function take(issue: Issue, run: SyncHistoryRow, matcher: Matcher | undefined) {
    const link = await linkOfIssue(database.db, run.integration_id, issue.externalId);
    if (!link) return (await matcher?.take(issue)) === 'linked' ? 'created' : undefined;
    const outcome = await reconcile(link.id, { seen: issue, direction: run.direction });
    return outcome === 'updated' ? 'updated' : outcome === 'conflict' ? 'conflicts' : undefined;
  }

  return async ({ workspaceId, integrationId, runId }) => {
    const run = await findSyncRun(database.db, runId);
    if (run?.state !== 'running') return;
    const cursor = await readCursor(database.db, integrationId);
    try {
      const page = await firstPage(workspaceId, integrationId, cursor);
      const counts: SyncCounts = { processed: 0, created: 0, updated: 0, failed: 0, conflicts: 0 };
      const matcher =
        page && page.issues.length > 0 ? await openMatcher(workspaceId, integrationId) : undefined;
      for (const issue of page?.issues ?? []) {
        counts.processed += 1;
        const outcome = await take(issue, run, matcher);
        if (outcome) counts[outcome] += 1;
      }
      const isLast = !page || page.issues.length === 0 || page.cursor === cursor;
      await database.transaction(async (transaction) => {
        await countSyncRun(transaction, runId, counts);
        const at = now().toISOString();
        if (page) {
          const row = {
            integration_id: integrationId,
            workspace_id: workspaceId,
            cursor: page.cursor,
            updated_at: at,
          };
          await writeCursor(transaction, row);
        }
        if (isLast) return finishSyncRun(transaction, runId, { state: 'done', error: null, at });
        const job = { workspaceId, integrationId, runId };
        await queue.enqueue(transaction, syncJob(job));
      });
    } catch (error) {
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      const outcome = { state: 'failed', error: error.advice, at: now().toISOString() } as const;
      await finishSyncRun(database.db, runId, outcome);
    }
  };
}

export function syncJob(payload: { workspaceId: string; integrationId: string; runId: string }) {
  const lane = issueLane(payload.integrationId);
  return { kind: 'issue.sync', payload, key: `sync:${payload.integrationId}`, lane } as const;
}
