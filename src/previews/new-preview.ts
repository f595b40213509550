import type { PreviewRow } from '../store/schema.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';

/** What is known of a preview when it is asked for. */
export interface NewPreview {
  id: string;
  integration: IntegrationSettings;
  workspaceId: string;
  branch: string;
  /** Null where nobody asked in Slack: then only subscribed channels hear of it. */
  channel: string | null;
  /** A Slack user id, or `auto`. */
  requestedBy: string;
  /** The newest of the branch where none is named. */
  commitSha?: string;
  pullRequest?: number | null;
  microstepId?: string | null;
  now: Date;
}

/** A preview as it is at the moment it is asked for. */
export function newPreview(given: NewPreview): PreviewRow {
  const at = given.now.toISOString();
  return {
    id: given.id,
    workspace_id: given.workspaceId,
    project_id: given.integration.projectId,
    integration_id: given.integration.id,
    provider: given.integration.provider,
    branch: given.branch,
    commit_sha: given.commitSha ?? null,
    commit_message: null,
    commit_author: null,
    pull_request: given.pullRequest ?? null,
    microstep_id: given.microstepId ?? null,
    requested_by: given.requestedBy,
    channel: given.channel,
    state: 'requested',
    attempt: 1,
    external_id: null,
    url: null,
    inspect_url: null,
    failure: null,
    log_excerpt: null,
    deploy_sent_at: null,
    requested_at: at,
    building_at: null,
    finished_at: null,
    expires_at: null,
    qa_passed_by: null,
    updated_at: at,
  };
}
