import type { Issue } from '../integrations/contract.ts';
import { hasCode } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { insertIssueLink, linkedMicrosteps, linkOfIssue, rejectedMicrosteps } from '../store/issue-links.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';
import { buildIndex, type Candidate, matchAll } from './matching/index.ts';
import { type IssueOptions, issueLane, withTracker } from './options.ts';
import { reconcileJob } from './reconcile.ts';

export type Matched = 'linked' | 'suggested' | 'none';

/** Looks for the microsteps that a tracker's unlinked issues belong to: links the two, suggests it, or says nothing. */
export interface Matcher {
  /**
   * Decides over all of them together, so that two issues never claim one microstep and neither is chosen for having come
   * first. Gives what became of each by its external id.
   */
  take(issues: readonly Issue[]): Promise<Map<string, Matched>>;
}

const MATCHED = { link: 'linked', suggest: 'suggested', none: 'none' } as const;

/** Reads and indexes the plan once, for as many issues as are to be matched; undefined where the tracker is gone. */
export type OpenMatcher = (workspaceId: string, integrationId: string) => Promise<Matcher | undefined>;

export function createOpenMatcher(options: IssueOptions & { newMarker: () => string }): OpenMatcher {
  const { database, settings, queue, plan, audit, now } = options;

  return async (workspaceId, integrationId) => {
    const { integrations } = await settings.read(workspaceId);
    const integration = integrations.find(({ id }) => id === integrationId);
    if (!integration) return undefined;
    const { projectId } = integration;
    const index = buildIndex(await plan.readAll(database.db, workspaceId, projectId));

    return {
      async take(issues) {
        const matched = await database.transaction(async (transaction) => {
          // A microstep that has an issue of this tracker already is not in want of another.
          for (const id of await linkedMicrosteps(transaction, integrationId)) index.remove(id);
          const titles = [];
          for (const { externalId, title } of issues) {
            if (await linkOfIssue(transaction, integrationId, externalId)) continue;
            const except = await rejectedMicrosteps(transaction, integrationId, externalId);
            titles.push({ id: externalId, title, except });
          }
          const best = new Map(
            matchAll(titles, index, { limit: 1 }).map(({ id, candidates }) => [id, candidates[0]]),
          );
          for (const issue of issues) {
            const candidate = best.get(issue.externalId);
            if (candidate?.verdict === 'link')
              await link(transaction, workspaceId, integration, issue, candidate);
            if (candidate?.verdict === 'suggest')
              await suggest(transaction, workspaceId, integration, issue, candidate);
          }
          return best;
        });
        for (const candidate of matched.values())
          if (candidate?.verdict === 'link') index.remove(candidate.id);
        return new Map([...matched].map(([id, candidate]) => [id, MATCHED[candidate?.verdict ?? 'none']]));
      },
    };
  };

  async function suggest(
    transaction: Transaction,
    workspaceId: string,
    { id: integrationId, projectId, provider }: IntegrationSettings,
    { externalId, key, title, url }: Issue,
    { id: microstepId }: Candidate,
  ): Promise<void> {
    const issue = { provider, externalId, key, title, url };
    await queue.enqueue(transaction, {
      kind: 'issue.suggest',
      payload: { workspaceId, projectId, integrationId, microstepId, issue },
      key: `suggest:${integrationId}:${externalId}`,
    });
  }

  async function link(
    transaction: Transaction,
    workspaceId: string,
    { id: integrationId, provider, projectId }: IntegrationSettings,
    issue: Issue,
    { id: microstepId, score }: Candidate,
  ): Promise<void> {
    const { row } = await insertIssueLink(transaction, {
      id: options.newId(),
      workspace_id: workspaceId,
      project_id: projectId,
      microstep_id: microstepId,
      integration_id: integrationId,
      provider,
      state: 'linked',
      external_id: issue.externalId,
      issue_key: issue.key,
      url: issue.url,
      marker: options.newMarker(),
      create_sent_at: null,
      base: null,
      conflict: null,
      unmapped_status: null,
      unmapped_priority: null,
      created_by: 'auto',
      created_at: now().toISOString(),
      synced_at: null,
    });
    const payload = { link: row.id, issue: issue.key, microstep: microstepId, score };
    await audit.record(transaction, { workspaceId, actor: 'system', action: 'issue.linked', payload });
    await queue.enqueue(transaction, reconcileJob(row));
  }
}

/** The job of it, for an issue that a webhook told of. */
export function createMatchHandler(
  options: IssueOptions & { openMatcher: OpenMatcher },
): JobHandlers['issue.match'] {
  return async ({ workspaceId, integrationId, externalId }) => {
    if (await linkOfIssue(options.database.db, integrationId, externalId)) return;
    try {
      const issue = await withTracker(options, workspaceId, integrationId, (tracker) =>
        tracker.get(externalId),
      );
      const matcher = await options.openMatcher(workspaceId, integrationId);
      await matcher?.take([issue]);
    } catch (error) {
      if (!hasCode(error, 'not_found')) throw error;
    }
  };
}

export function matchJob(payload: { workspaceId: string; integrationId: string; externalId: string }) {
  const { integrationId, externalId } = payload;
  const lane = issueLane(integrationId);
  return { kind: 'issue.match', payload, key: `match:${integrationId}:${externalId}`, lane } as const;
}
