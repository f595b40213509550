import type { PreviewRow } from '../store/schema.ts';
import type { IntegrationSettings } from '../store/settings-schema.ts';

/** A preview as it is at the moment it is asked for. */
export function newPreview(given: {
  id: string;
  integration: IntegrationSettings;
  workspaceId: string;
  branch: string;
  channel: string;
  requestedBy: string;
  now: Date;
}): PreviewRow {
  const at = given.now.toISOString();
  return {
    id: given.id,
    workspace_id: given.workspaceId,
    project_id: given.integration.projectId,
    integration_id: given.integration.id,
    provider: given.integration.provider,
    branch: given.branch,
    commit_sha: null,
    commit_message: null,
    commit_author: null,
    pull_request: null,
    microstep_id: null,
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
    updated_at: at,
  };
}
