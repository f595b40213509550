import type { Refusal } from '../governance/gate.ts';
import type { Issue } from '../integrations/contract.ts';
import { hasCode } from '../integrations/errors.ts';
import type { IssueNews, JobHandlers } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import {
  findIssueLink,
  type IssueLinkChanges,
  linksOfUnmapped,
  type MappedField,
  updateIssueLink,
} from '../store/issue-links.ts';
import type { IssueLinkRow } from '../store/issue-schema.ts';
import { announceJob } from './announce-job.ts';
import { type Merge, merge, type SyncBase, type SyncDirection, type SyncedField } from './merge.ts';
import { type IssueOptions, issueLane, syncedFields, withTracker } from './options.ts';
import type { MicrostepSide } from './plan-side.ts';
import { baseOf, conflictOf, nextBase } from './sync-base.ts';

/** What became of one link. */
export type Reconciled = 'unchanged' | 'updated' | 'conflict' | 'gone';

/**
 * Brings a microstep and its issue in step. It may be run at any time and any number of times: it compares what both
 * are with what they last agreed on, and an echo of a write of ours is no difference.
 *
 * @param seen the issue, where the caller has just read it
 */
export type Reconcile = (
  linkId: string,
  how?: { seen?: Issue; direction?: SyncDirection },
) => Promise<Reconciled>;

export function createReconcile(options: IssueOptions): Reconcile {
  const { database, plan, policy, now } = options;

  return async (linkId, { seen, direction = 'both' } = {}) => {
    const link = await findIssueLink(database.db, linkId);
    if (!link || link.state === 'reserved' || link.external_id === null) return 'unchanged';
    const local = await plan.read(database.db, link.microstep_id);
    if (!local) return 'unchanged';
    const remote = seen ?? (await readIssue(link));
    if (!remote) return markGone(link);

    const base = baseOf(link, local, remote);
    const strategy = policy().conflict_resolution.strategy;
    const found = merge(base, local, syncedFields(remote), { strategy, direction });
    const written = await writeRemote(link, remote, found.toRemote);
    return database.transaction((transaction) =>
      settle(transaction, link, { base, local, remote, written, found }),
    );
  };

  async function readIssue(link: IssueLinkRow): Promise<Issue | undefined> {
    try {
      return await withTracker(options, link.workspace_id, link.integration_id, (tracker) =>
        tracker.get(link.external_id ?? ''),
      );
    } catch (error) {
      if (hasCode(error, 'not_found')) return undefined;
      throw error;
    }
  }

  /** The issue as the tracker says it is after our write; as it was where there was nothing to write. */
  async function writeRemote(link: IssueLinkRow, remote: Issue, changes: Merge['toRemote']): Promise<Issue> {
    if (Object.keys(changes).length === 0) return remote;
    return withTracker(options, link.workspace_id, link.integration_id, (tracker) =>
      tracker.update(remote.externalId, changes),
    );
  }

  async function markGone(link: IssueLinkRow): Promise<Reconciled> {
    if (link.state === 'gone') return 'unchanged';
    return database.transaction(async (transaction) => {
      if (!(await isAsRead(transaction, link))) return 'unchanged';
      await updateIssueLink(transaction, link.id, { state: 'gone', synced_at: now().toISOString() });
      await announce(transaction, link, 'gone');
      return 'gone';
    });
  }

  /**
   * Whether a link is what it was before the tracker was asked. Where a person decided about it or linked it anew in
   * the meantime, their word stands, and what was found out is left to another run.
   */
  async function isAsRead(transaction: Transaction, link: IssueLinkRow): Promise<boolean> {
    const current = await findIssueLink(transaction, link.id);
    if (current?.base === link.base && current.conflict === link.conflict && current.state === link.state) {
      return true;
    }
    if (current) await options.queue.enqueue(transaction, reconcileJob(current));
    return false;
  }

  async function settle(
    transaction: Transaction,
    link: IssueLinkRow,
    seen: { base: SyncBase; local: MicrostepSide; remote: Issue; written: Issue; found: Merge },
  ): Promise<Reconciled> {
    if (!(await isAsRead(transaction, link))) return 'unchanged';
    const { base, local, remote, written } = seen;
    const found = await withoutContested(transaction, seen);
    const isInbound = Object.keys(found.toLocal).length > 0;
    const isOutbound = Object.keys(found.toRemote).length > 0;
    const actor = `${link.provider}:${written.key}`;
    const applied = isInbound ? await plan.apply(transaction, local.id, found.toLocal, actor) : undefined;
    const held = applied?.held;
    if (held) {
      delete found.toLocal.status;
      found.held.push('status');
    }
    const kept = [...found.conflicts, ...found.held];
    const conflict = conflictOf(found.conflicts, local, written);
    const changes: IssueLinkChanges = {
      state: 'linked',
      // What was taken over is agreed on as it is stored here, which may not be letter by letter what came.
      base: JSON.stringify({
        ...nextBase(base, { ...local, ...taken(found.toLocal, applied?.stored) }, written, kept),
        ...(held?.rule === undefined ? {} : { heldBy: held.rule }),
      }),
      conflict,
      unmapped_status: written.status.meaning === undefined ? written.status.name : null,
      unmapped_priority: written.unmappedPriority ?? null,
      issue_key: written.key,
      url: written.url,
      synced_at: now().toISOString(),
    };
    const isStatusNews = await isNews(transaction, link, 'status', changes.unmapped_status);
    const isPriorityNews = await isNews(transaction, link, 'priority', changes.unmapped_priority);
    await updateIssueLink(transaction, link.id, changes);
    if (conflict !== null && conflict !== link.conflict) await announce(transaction, link, 'conflict');
    if (isStatusNews) await announce(transaction, link, 'unmapped');
    if (isPriorityNews) await announce(transaction, link, 'unmapped_priority');
    if (found.toLocal.status !== undefined) await announce(transaction, link, 'status');
    if (held && held.rule !== base.heldBy) await tellHeld(transaction, link, actor, held);
    if (isInbound || isOutbound) await record(transaction, link, remote, found);
    if (conflict !== null) return 'conflict';
    return isInbound || isOutbound ? 'updated' : 'unchanged';
  }

  /** Whether a word that nothing maps was not asked about before, for this issue or any other of its tracker. */
  async function isNews(
    transaction: Transaction,
    link: IssueLinkRow,
    field: MappedField,
    unmapped: string | null | undefined,
  ): Promise<boolean> {
    if (!unmapped || unmapped === link[`unmapped_${field}`]) return false;
    return (await linksOfUnmapped(transaction, link.integration_id, field, unmapped)).length === 0;
  }

  /** A field that a person changed while the tracker was being asked is left to the next run, which sees both changes. */
  async function withoutContested(
    transaction: Transaction,
    { local, found }: { local: MicrostepSide; found: Merge },
  ): Promise<Merge> {
    const current = await plan.read(transaction, local.id);
    const fields = Object.keys(found.toLocal) as SyncedField[];
    const contested = fields.filter((field) => current?.[field] !== local[field]);
    if (contested.length === 0) return found;
    const toLocal = Object.fromEntries(
      Object.entries(found.toLocal).filter(([field]) => !contested.includes(field as SyncedField)),
    );
    return { ...found, toLocal, held: [...found.held, ...contested] };
  }

  async function record(
    transaction: Transaction,
    link: IssueLinkRow,
    remote: Issue,
    found: Merge,
  ): Promise<void> {
    await options.audit.record(transaction, {
      workspaceId: link.workspace_id,
      actor: 'system',
      action: 'issue.synced',
      payload: {
        link: link.id,
        issue: remote.key,
        provider: link.provider,
        inbound: Object.keys(found.toLocal),
        outbound: Object.keys(found.toRemote),
      },
    });
  }

  /** It is carried over once the policy lets it: until then the status stays as it is, told once. */
  async function tellHeld(
    transaction: Transaction,
    link: IssueLinkRow,
    actor: string,
    { message, rule }: Refusal,
  ): Promise<void> {
    await options.audit.record(transaction, {
      workspaceId: link.workspace_id,
      actor,
      action: 'policy.denied',
      payload: { asked: 'plan.edit', rule, link: link.id },
    });
    await announce(transaction, link, 'held', message);
  }

  async function announce(
    transaction: Transaction,
    link: IssueLinkRow,
    what: Exclude<IssueNews, 'not_created'>,
    advice?: string,
  ): Promise<void> {
    await options.queue.enqueue(transaction, announceJob(link.id, what, now(), advice));
  }
}

/** The job of it. */
export function createReconcileHandler(reconcile: Reconcile): JobHandlers['issue.reconcile'] {
  return async ({ linkId }) => void (await reconcile(linkId));
}

/** Has a link reconciled; asked for several times before it is done, it is done once. */
export function reconcileJob(link: Pick<IssueLinkRow, 'id' | 'integration_id'>) {
  const lane = issueLane(link.integration_id);
  return { kind: 'issue.reconcile', payload: { linkId: link.id }, key: `link:${link.id}`, lane } as const;
}

/** The fields of `toLocal` as they are stored now. */
function taken(toLocal: Merge['toLocal'], stored: MicrostepSide | undefined): Merge['toLocal'] {
  if (!stored) return toLocal;
  return Object.fromEntries((Object.keys(toLocal) as SyncedField[]).map((field) => [field, stored[field]]));
}
