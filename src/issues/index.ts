import type { Gate } from '../governance/gate.ts';
import type { DeadJob, JobHandlers, JobKind } from '../jobs/job.ts';
import type { Timers } from '../timing/timers.ts';
import { createIssuesAtUrls } from './at-urls.ts';
import { createIssueHandler } from './create-issue.ts';
import { onDeadIssueJob } from './dead-jobs.ts';
import { createIssueLinks } from './links.ts';
import { createMatchHandler, createOpenMatcher } from './match.ts';
import type { IssueOptions } from './options.ts';
import { createReconcile, createReconcileHandler } from './reconcile.ts';
import { createSearch } from './search.ts';
import { createSyncHandler } from './sync.ts';
import { createSyncRuns } from './sync-runs.ts';
import { createWordMap } from './word-map.ts';

type IssueHandlers = Omit<
  Pick<JobHandlers, Extract<JobKind, `issue.${string}`>>,
  'issue.announce' | 'issue.suggest'
>;

/** What people do with issues, and the work that it asks of the queue. */
export function createIssues(
  options: IssueOptions & {
    gate: Gate;
    newMarker: () => string;
    trackers: ReadonlySet<string>;
    timers?: Timers;
  },
) {
  const runs = createSyncRuns(options);
  const reconcile = createReconcile(options);
  const openMatcher = createOpenMatcher(options);
  const handlers: IssueHandlers = {
    'issue.reconcile': createReconcileHandler(reconcile),
    'issue.create': createIssueHandler(options),
    'issue.match': createMatchHandler({ ...options, openMatcher }),
    'issue.sync': createSyncHandler({ ...options, reconcile, openMatcher }),
    'issue.sync_all': ({ trigger }) => runs.startAll(trigger),
  };
  return {
    links: createIssueLinks(options),
    search: createSearch(options),
    atUrls: createIssuesAtUrls(options),
    wordMap: createWordMap(options),
    runs,
    handlers,
    onDead: (job: DeadJob) => onDeadIssueJob(options, job),
    /** At start: runs that were under way go on. Gives how many. */
    resume: () => runs.resume(),
  };
}
