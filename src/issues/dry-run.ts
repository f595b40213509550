import type { Issue } from '../integrations/contract.ts';
import { linkOfIssue } from '../store/issue-links.ts';
import type { SyncCursorRow } from '../store/issue-schema.ts';
import { readCursor } from '../store/sync-history.ts';
import { merge, type SyncDirection, type SyncedField } from './merge.ts';
import { type IssueOptions, syncedFields, withTracker } from './options.ts';
import { baseOf } from './sync-base.ts';

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
  const cursor = await readCursor(options.database.db, integrationId);
  const result: DryRun = { processed: 0, changes: [], truncated: false };
  await withTracker(options, workspaceId, integrationId, async (tracker) => {
    for await (const page of tracker.changedSince(cursor)) {
      for (const issue of page.issues) {
        result.processed += 1;
        result.changes.push(...(await planned(options, integrationId, issue, direction)));
      }
      result.truncated = result.processed >= MOST_ISSUES;
      if (result.truncated) return;
    }
  });
  return result;
}

async function planned(
  { database, plan, policy }: IssueOptions,
  integrationId: string,
  issue: Issue,
  direction: SyncDirection,
): Promise<PlannedChange[]> {
  const link = await linkOfIssue(database.db, integrationId, issue.externalId);
  const local = link && (await plan.read(database.db, link.microstep_id));
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
