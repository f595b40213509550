import type { Audit } from '../governance/audit.ts';
import { decide } from '../governance/decide.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { Connections } from '../integrations/connections.ts';
import type { Issue, IssueTracker } from '../integrations/contract.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { SyncedFields } from './merge.ts';
import type { PlanSide } from './plan-side.ts';

/** What every part of this room is built with. */
export interface IssueOptions {
  database: Database;
  settings: SettingsStore;
  queue: Queue;
  connections: Connections;
  plan: PlanSide;
  audit: Audit;
  policy: () => Policy;
  now: () => Date;
  newId: () => string;
}

/** All work on one integration's issues shares a lane: its calls never overtake each other, nor hold up others'. */
export function issueLane(integrationId: string): string {
  return `issues:${integrationId}`;
}

/**
 * Runs `work` against an integration's tracker. Throws `ProviderError` where it is gone, is no tracker, or is one that
 * the policy has meanwhile taken off its list.
 */
export async function withTracker<T>(
  { settings, connections, policy }: Pick<IssueOptions, 'settings' | 'connections' | 'policy'>,
  workspaceId: string,
  integrationId: string,
  work: (tracker: IssueTracker) => Promise<T>,
): Promise<T> {
  const { integrations } = await settings.read(workspaceId);
  const integration = integrations.find(({ id }) => id === integrationId);
  if (!integration) {
    // Not `not_found`: that would say of every issue that it was deleted.
    throw new ProviderError('unauthorized', 'This integration has been disconnected. Configure it again.');
  }
  const { provider } = integration;
  const { allowed, rule, reason } = decide(policy(), 'provider.use', { role: 'system', provider });
  if (!allowed) {
    throw new ProviderError('invalid_request', `${reason} Rule: \`governance/policy.yml: ${rule}\``);
  }
  return connections.with(workspaceId, integration, ({ issues }) => {
    if (!issues) throw new ProviderError('invalid_request', `${integration.provider} has no issues.`);
    return work(issues);
  });
}

/** An issue as the merge sees it. */
export function syncedFields({ title, description, status, priority }: Issue): SyncedFields {
  return { title, description, status: status.meaning, priority };
}
