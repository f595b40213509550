import type { Act } from '../governance/acts.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { Executor, Transaction } from '../store/database.ts';
import {
  deleteIssueLink,
  findIssueLink,
  insertIssueLink,
  linksOfMicrostep,
  rejectMatch,
  updateIssueLink,
} from '../store/issue-links.ts';
import type { IssueLinkRow } from '../store/issue-schema.ts';
import { type IssueOptions, issueLane, withTracker } from './options.ts';
import { reconcileJob } from './reconcile.ts';
import { decidedBase } from './sync-base.ts';

/** What people do with links between microsteps and issues. What cannot be done is a `Refusal`. */
export interface IssueLinks {
  of(actor: Actor, microstepId: string): Promise<IssueLinkRow[]>;
  link(
    actor: Actor,
    microstepId: string,
    issue: { integrationId: string; externalId: string },
  ): Promise<IssueLinkRow>;
  /** Makes a new issue out of a microstep and links it. Durable when it returns, done by a job. */
  createIssue(actor: Actor, microstepId: string, integrationId: string): Promise<IssueLinkRow>;
  /** Tries once more to make an issue that could not be made. */
  retryCreate(actor: Actor, linkId: string): Promise<void>;
  unlink(actor: Actor, linkId: string): Promise<void>;
  /** A person's word on a conflict: all of ours, or all of theirs. */
  decide(actor: Actor, linkId: string, winner: 'ours' | 'theirs'): Promise<void>;
  /** That a microstep and an issue are not the same; it is not suggested again. */
  reject(
    actor: Actor,
    microstepId: string,
    issue: { integrationId: string; externalId: string },
  ): Promise<void>;
}

export function createIssueLinks(
  options: IssueOptions & { gate: Gate; newMarker: () => string },
): IssueLinks {
  const { database, settings, queue, plan, gate, audit, now } = options;

  async function mustFindLink(executor: Executor, actor: Actor, linkId: string): Promise<IssueLinkRow> {
    const link = await findIssueLink(executor, linkId);
    if (link?.workspace_id === actor.workspaceId) return link;
    throw new Refusal('This link is gone already.');
  }

  /** Nothing is said of an integration that is gone: that is told apart. */
  async function aboutIntegration(actor: Actor, integrationId: string): Promise<{ provider?: string }> {
    const { integrations } = await settings.read(actor.workspaceId);
    const provider = integrations.find(({ id }) => id === integrationId)?.provider;
    return provider === undefined ? {} : { provider };
  }

  async function reserve(actor: Actor, microstepId: string, integrationId: string): Promise<IssueLinkRow> {
    const microstep = await plan.read(database.db, microstepId);
    if (microstep?.workspaceId !== actor.workspaceId)
      throw new Refusal('There is no such microstep any more.');
    const { integrations } = await settings.read(actor.workspaceId);
    const integration = integrations.find(({ id }) => id === integrationId);
    if (!integration) throw new Refusal('This tracker is not configured any more.');
    return {
      id: options.newId(),
      workspace_id: actor.workspaceId,
      project_id: microstep.projectId,
      microstep_id: microstepId,
      integration_id: integrationId,
      provider: integration.provider,
      state: 'reserved',
      external_id: null,
      issue_key: null,
      url: null,
      marker: options.newMarker(),
      create_sent_at: null,
      base: null,
      conflict: null,
      unmapped_status: null,
      unmapped_priority: null,
      created_by: actor.userId,
      created_at: now().toISOString(),
      synced_at: null,
    };
  }

  function record(transaction: Transaction, actor: Actor, action: string, link: IssueLinkRow): Promise<void> {
    const payload = {
      link: link.id,
      microstep: link.microstep_id,
      provider: link.provider,
      issue: link.issue_key,
    };
    return audit.record(transaction, {
      workspaceId: actor.workspaceId,
      actor: actor.userId,
      action,
      payload,
    });
  }

  /** Makes a link where there is none, or only one whose issue was deleted and is back. */
  async function linkAnew(
    transaction: Transaction,
    wanted: IssueLinkRow,
  ): Promise<{ row: IssueLinkRow; isNew: boolean }> {
    const { row, isNew } = await insertIssueLink(transaction, wanted);
    if (isNew || row.state !== 'gone') return { row, isNew };
    const { microstep_id, project_id, state } = wanted;
    // What another microstep agreed on with the issue says nothing of this one.
    const base = row.microstep_id === microstep_id ? row.base : null;
    const changes = { microstep_id, project_id, state, base, conflict: null };
    await updateIssueLink(transaction, row.id, changes);
    return { row: { ...row, ...changes }, isNew: true };
  }

  async function enqueueCreate(transaction: Transaction, link: IssueLinkRow): Promise<void> {
    const lane = issueLane(link.integration_id);
    const key = `link:${link.id}`;
    await queue.enqueue(transaction, { kind: 'issue.create', payload: { linkId: link.id }, key, lane });
  }

  return {
    async of(actor, microstepId) {
      await gate.require(actor, 'issue.read');
      const links = await linksOfMicrostep(database.db, microstepId);
      return links.filter((link) => link.workspace_id === actor.workspaceId);
    },

    async link(actor, microstepId, { integrationId, externalId }) {
      const act: Act = { kind: 'issue.link', input: { microstepId, integrationId, externalId } };
      await gate.require(actor, 'issue.link', await aboutIntegration(actor, integrationId), act);
      const reserved = await reserve(actor, microstepId, integrationId);
      const issue = await withTracker(options, actor.workspaceId, integrationId, (tracker) =>
        tracker.get(externalId),
      );
      const wanted: IssueLinkRow = {
        ...reserved,
        state: 'linked',
        external_id: issue.externalId,
        issue_key: issue.key,
        url: issue.url,
      };
      return database.transaction(async (transaction) => {
        const { row, isNew } = await linkAnew(transaction, wanted);
        if (row.microstep_id !== microstepId) {
          throw new Refusal(`${issue.key} is linked to another microstep. Unlink it there first.`);
        }
        if (isNew) await record(transaction, actor, 'issue.linked', row);
        await queue.enqueue(transaction, reconcileJob(row));
        return row;
      });
    },

    async createIssue(actor, microstepId, integrationId) {
      const act: Act = { kind: 'issue.create', input: { microstepId, integrationId } };
      await gate.require(actor, 'issue.create', await aboutIntegration(actor, integrationId), act);
      const row = await reserve(actor, microstepId, integrationId);
      await database.transaction(async (transaction) => {
        await insertIssueLink(transaction, row);
        await record(transaction, actor, 'issue.create_requested', row);
        await enqueueCreate(transaction, row);
      });
      return row;
    },

    async retryCreate(actor, linkId) {
      await gate.require(actor, 'issue.create');
      await database.transaction(async (transaction) => {
        const link = await mustFindLink(transaction, actor, linkId);
        if (link.state !== 'reserved') throw new Refusal('This issue has been made already.');
        await record(transaction, actor, 'issue.create_requested', link);
        await enqueueCreate(transaction, link);
      });
    },

    async unlink(actor, linkId) {
      await gate.require(actor, 'issue.link', {}, { kind: 'issue.unlink', input: { linkId } });
      await database.transaction(async (transaction) => {
        const link = await mustFindLink(transaction, actor, linkId);
        await deleteIssueLink(transaction, linkId);
        await record(transaction, actor, 'issue.unlinked', link);
      });
    },

    async decide(actor, linkId, winner) {
      const kind = winner === 'ours' ? 'issue.keep_ours' : 'issue.take_theirs';
      await gate.require(actor, 'issue.link', {}, { kind, input: { linkId } });
      await database.transaction(async (transaction) => {
        const link = await mustFindLink(transaction, actor, linkId);
        if (link.conflict === null || link.base === null) {
          throw new Refusal('This conflict has been decided already.');
        }
        const base = decidedBase(link.base, link.conflict, winner);
        await updateIssueLink(transaction, linkId, { base: JSON.stringify(base), conflict: null });
        await record(transaction, actor, `issue.conflict_${winner}`, link);
        await queue.enqueue(transaction, reconcileJob(link));
      });
    },

    async reject(actor, microstepId, { integrationId, externalId }) {
      await gate.require(actor, 'issue.link');
      await rejectMatch(database.db, {
        workspace_id: actor.workspaceId,
        microstep_id: microstepId,
        integration_id: integrationId,
        external_id: externalId,
        decided_by: actor.userId,
        decided_at: now().toISOString(),
      });
    },
  };
}
