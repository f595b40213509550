import type { Issue, IssueTracker } from '../integrations/contract.ts';
import { hasCode } from '../integrations/errors.ts';
import { linkOfIssue, linksOfIntegration } from '../store/issue-links.ts';
import type { IssueLinkRow, SyncCursorRow } from '../store/issue-schema.ts';
import { readCursor } from '../store/sync-history.ts';
import { merge, type SyncDirection, type SyncedField } from './merge.ts';
import { type IssueOptions, syncedFields, withTracker } from './options.ts';
import { baseOf, hasChangeToCarry } from './sync-base.ts';

/** One thing that a sync would do. */
export interface PlannedChange {
  issue: string;
  /** `p1.s2.ms3` */
  microstep: string;
  field: SyncedField;
  /** `conflict`: a person would have to decide. */
  way: 'inbound' | 'outbound' | 'conflict';
  from: string;
  to: string;
}

export interface DryRun {
  /** How many issues were looked at. */
  processed: number;
  changes: PlannedChange[];
  /** There was more to look at than is looked at for a preview. */
  truncated: boolean;
}

/** How many issues a dry run looks at: enough to judge by, few enough to wait for. */
const MOST_ISSUES = 500;

/** Lists what a sync of one tracker would change, and changes nothing. Throws `ProviderError`. */
export async function dryRun(
  options: IssueOptions,
  {
    workspace_id: workspaceId,
    integration_id: integrationId,
  }: Pick<SyncCursorRow, 'workspace_id' | 'integration_id'>,
  direction: SyncDirection,
): Promise<DryRun> {
  const { database } = options;
  const changes: PlannedChange[] = [];
  const seen = new Set<string>();
  const look = async (link: IssueLinkRow | undefined, issue: Issue) => {
    seen.add(issue.externalId);
    if (link) changes.push(...(await planned(options, link, issue, direction)));
    return seen.size < MOST_ISSUES;
  };

  async function lookAtTheirs(tracker: IssueTracker): Promise<boolean> {
    for await (const { issues } of tracker.changedSince(await readCursor(database.db, integrationId))) {
      for (const issue of issues) {
        const link = await linkOfIssue(database.db, integrationId, issue.externalId);
        if (!(await look(link, issue))) return false;
      }
    }
    return true;
  }

  async function lookAtOurs(tracker: IssueTracker): Promise<boolean> {
    for (const link of await linksOfIntegration(database.db, integrationId)) {
      if (link.external_id === null || seen.has(link.external_id)) continue;
      const local = await options.plan.read(database.db, link.microstep_id);
      if (!local || !hasChangeToCarry(link, local)) continue;
      const issue = await tracker.get(link.external_id).catch(undefinedIfGone);
      if (issue && !(await look(link, issue))) return false;
    }
    return true;
  }

  const isComplete = await withTracker(
    options,
    workspaceId,
    integrationId,
    async (tracker) =>
      (direction === 'outbound' || (await lookAtTheirs(tracker))) &&
      (direction === 'inbound' || (await lookAtOurs(tracker))),
  );
  return { processed: seen.size, changes, truncated: !isComplete };
}

function undefinedIfGone(error: unknown): undefined {
  if (!hasCode(error, 'not_found')) throw error;
}

async function planned(
  { database, plan, policy }: IssueOptions,
  link: IssueLinkRow,
  issue: Issue,
  direction: SyncDirection,
): Promise<PlannedChange[]> {
  const local = await plan.read(database.db, link.microstep_id);
  if (!local) return [];
  const remote = syncedFields(issue);
  const { strategy } = policy().conflict_resolution;
  const found = merge(baseOf(link, local, issue), local, remote, { strategy, direction });
  const change = (field: SyncedField, way: PlannedChange['way']): PlannedChange => {
    const [from, to] = way === 'outbound' ? [remote[field], local[field]] : [local[field], remote[field]];
    return { issue: issue.key, microstep: local.ref, field, way, from: from ?? '–', to: to ?? '–' };
  };
  return [
    ...(Object.keys(found.toLocal) as SyncedField[]).map((field) => change(field, 'inbound')),
    ...(Object.keys(found.toRemote) as SyncedField[]).map((field) => change(field, 'outbound')),
    ...found.conflicts.map((field) => change(field, 'conflict')),
  ];
}
