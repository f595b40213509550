import type { Issue } from '../integrations/contract.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers, JobKinds } from '../jobs/job.ts';
import { linkOfIssue, linksOfIntegration } from '../store/issue-links.ts';
import type { SyncHistoryRow } from '../store/issue-schema.ts';
import { countSyncRun, findSyncRun, finishSyncRun, readCursor, writeCursor } from '../store/sync-history.ts';
import type { OpenMatcher } from './match.ts';
import { type IssueOptions, issueLane, withTracker } from './options.ts';
import type { Reconcile, Reconciled } from './reconcile.ts';
import { hasChangeToCarry } from './sync-base.ts';
import { SyncTally } from './sync-tally.ts';

/** How many links one job looks at for changes of ours that were not carried over. */
const LINKS_A_PAGE = 100;

interface Page {
  tally: SyncTally;
  /** How far the tracker's changes have been read now. */
  cursor?: string;
  /** The next job's place among the links; undefined where the tracker's changes go on. */
  after?: string;
  isLast: boolean;
}

/**
 * Reads what changed at a tracker since the last time, then carries over what changed here and no other job has carried.
 * A page a job: so that a long run lets other work on the same tracker pass, and goes on where it was when the process
 * ends. What did not change costs no call. A run outbound leaves the tracker's changes unread, for the next one to find.
 */
export function createSyncHandler(
  options: IssueOptions & { reconcile: Reconcile; openMatcher: OpenMatcher },
): JobHandlers['issue.sync'] {
  const { database, plan, queue, now, reconcile, openMatcher } = options;

  async function firstPage(run: SyncHistoryRow, cursor: string | undefined) {
    return withTracker(options, run.workspace_id, run.integration_id, async (tracker) => {
      for await (const page of tracker.changedSince(cursor)) return page;
      return undefined;
    });
  }

  async function match(run: SyncHistoryRow, issues: readonly Issue[], tally: SyncTally): Promise<void> {
    if (issues.length === 0) return;
    const matcher = await openMatcher(run.workspace_id, run.integration_id);
    const matched = await matcher?.take(issues);
    for (const { key, externalId } of issues) {
      await tally.take(key, async () => (matched?.get(externalId) === 'linked' ? 'created' : undefined));
    }
  }

  async function takeTheirs(run: SyncHistoryRow): Promise<Page> {
    const before = await readCursor(database.db, run.integration_id);
    const page = await firstPage(run, before);
    const tally = new SyncTally();
    const unlinked: Issue[] = [];
    for (const issue of page?.issues ?? []) {
      const link = await linkOfIssue(database.db, run.integration_id, issue.externalId);
      if (!link) {
        unlinked.push(issue);
        continue;
      }
      await tally.take(issue.key, async () =>
        counted(await reconcile(link.id, { seen: issue, direction: run.direction })),
      );
    }
    await match(run, unlinked, tally);
    const cursor = page ? { cursor: page.cursor } : {};
    if (page && page.issues.length > 0 && page.cursor !== before) return { tally, ...cursor, isLast: false };
    return { tally, ...cursor, after: '', isLast: run.direction === 'inbound' };
  }

  async function takeOurs(run: SyncHistoryRow, after: string): Promise<Page> {
    const links = await linksOfIntegration(database.db, run.integration_id, { after, limit: LINKS_A_PAGE });
    const tally = new SyncTally();
    for (const link of links) {
      const local = await plan.read(database.db, link.microstep_id);
      if (!local || !hasChangeToCarry(link, local)) continue;
      await tally.take(link.issue_key ?? link.id, async () =>
        counted(await reconcile(link.id, { direction: run.direction })),
      );
    }
    return { tally, after: links.at(-1)?.id ?? after, isLast: links.length < LINKS_A_PAGE };
  }

  return async ({ workspaceId, integrationId, runId, after }) => {
    const run = await findSyncRun(database.db, runId);
    if (run?.state !== 'running') return;
    try {
      const isOurs = after !== undefined || run.direction === 'outbound';
      const page = isOurs ? await takeOurs(run, after ?? '') : await takeTheirs(run);
      await database.transaction(async (transaction) => {
        const at = now().toISOString();
        const error = page.tally.reasons(run.error);
        await countSyncRun(transaction, runId, page.tally.counts, error);
        if (page.cursor !== undefined) {
          const where = { integration_id: integrationId, workspace_id: workspaceId };
          await writeCursor(transaction, { ...where, cursor: page.cursor, updated_at: at });
        }
        if (page.isLast) return finishSyncRun(transaction, runId, { state: 'done', error, at });
        const next = page.after === undefined ? {} : { after: page.after };
        await queue.enqueue(transaction, syncJob({ workspaceId, integrationId, runId, ...next }));
      });
    } catch (error) {
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      const outcome = { state: 'failed', error: error.advice, at: now().toISOString() } as const;
      await finishSyncRun(database.db, runId, outcome);
    }
  };
}

function counted(outcome: Reconciled): 'updated' | 'conflicts' | undefined {
  return outcome === 'updated' ? 'updated' : outcome === 'conflict' ? 'conflicts' : undefined;
}

export function syncJob(payload: JobKinds['issue.sync']) {
  const lane = issueLane(payload.integrationId);
  return { kind: 'issue.sync', payload, key: `sync:${payload.integrationId}`, lane } as const;
}
