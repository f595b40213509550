import type { ApprovalRow } from '../../src/store/approval-schema.ts';
import type { NewRunnerEvent } from '../../src/store/audit-schema.ts';
import type { HeldNewsRow } from '../../src/store/held-news-schema.ts';
import type { IssueLinkRow, SyncHistoryRow } from '../../src/store/issue-schema.ts';
import type { MicrostepHistoryRow, MicrostepRow, PlanSectionRow } from '../../src/store/plan-schema.ts';
import type {
  PreviewHistoryRow,
  PreviewRow,
  SlackMessageRow,
  WebhookDeliveryRow,
} from '../../src/store/schema.ts';

/** The `minute`-th minute of a day, as the database keeps it. */
export function at(minute: number): string {
  return new Date(Date.UTC(2026, 10, 24, 10, minute)).toISOString();
}

export function previewRow(changes: Partial<PreviewRow> = {}): PreviewRow {
  return {
    id: 'pv-1',
    workspace_id: 'T1',
    project_id: 'default',
    integration_id: 'int-1',
    provider: 'vercel',
    branch: 'feature/login',
    commit_sha: null,
    commit_message: null,
    commit_author: null,
    pull_request: null,
    microstep_id: null,
    requested_by: 'U1',
    channel: 'C1',
    state: 'requested',
    attempt: 1,
    external_id: null,
    url: null,
    inspect_url: null,
    failure: null,
    log_excerpt: null,
    deploy_sent_at: null,
    requested_at: at(0),
    building_at: null,
    finished_at: null,
    expires_at: null,
    qa_passed_by: null,
    updated_at: at(0),
    ...changes,
  };
}

export function historyRow(changes: Partial<PreviewHistoryRow> = {}): PreviewHistoryRow {
  return {
    id: 'h1',
    workspace_id: 'T1',
    preview_id: 'pv-1',
    attempt: 1,
    state: 'requested',
    at: at(0),
    ...changes,
  };
}

export function messageRow(changes: Partial<SlackMessageRow> = {}): SlackMessageRow {
  return {
    workspace_id: 'T1',
    key: 'card:preview:pv-1@C1',
    channel: 'C1',
    ts: null,
    thread_ts: null,
    content_hash: null,
    failure: null,
    created_at: at(0),
    updated_at: at(0),
    ...changes,
  };
}

export function eventRow(changes: Partial<NewRunnerEvent> = {}): NewRunnerEvent {
  return {
    id: 'e1',
    workspace_id: 'T1',
    actor: 'U1',
    action: 'preview.requested',
    payload: '{}',
    created_at: at(0),
    ...changes,
  };
}

export function deliveryRow(changes: Partial<WebhookDeliveryRow> = {}): WebhookDeliveryRow {
  return {
    id: 'd1',
    workspace_id: 'T1',
    integration_id: 'int-1',
    provider: 'vercel',
    delivery_id: 'evt_1',
    type: 'deployment.ready',
    status: 'received',
    reason: null,
    events: '[]',
    body: new Uint8Array([0x7b, 0x00, 0xff, 0x7d]),
    headers: '{}',
    received_at: at(0),
    handled_at: null,
    replayed_at: null,
    ...changes,
  };
}

export function microstepRow(changes: Partial<MicrostepRow> = {}): MicrostepRow {
  return {
    id: 'm1',
    workspace_id: 'T1',
    project_id: 'default',
    phase: 1,
    step: 1,
    number: 1,
    position: 1,
    title: 'Build the login form',
    description: '',
    status: 'todo',
    priority: 'none',
    assignee: null,
    branch: null,
    created_at: at(0),
    updated_at: at(0),
    ...changes,
  };
}

export function microstepHistoryRow(changes: Partial<MicrostepHistoryRow> = {}): MicrostepHistoryRow {
  return {
    id: 'h1',
    workspace_id: 'T1',
    microstep_id: 'm0',
    field: 'status',
    before: 'todo',
    after: 'doing',
    actor: 'U1',
    at: at(0),
    ...changes,
  };
}

export function sectionRow(changes: Partial<PlanSectionRow> = {}): PlanSectionRow {
  return {
    workspace_id: 'T1',
    project_id: 'default',
    phase: 1,
    step: 1,
    title: 'Login',
    position: 1,
    created_at: at(0),
    updated_at: at(0),
    ...changes,
  };
}

export function issueLinkRow(changes: Partial<IssueLinkRow> = {}): IssueLinkRow {
  return {
    id: 'l1',
    workspace_id: 'T1',
    project_id: 'default',
    microstep_id: 'm1',
    integration_id: 'int-1',
    provider: 'linear',
    state: 'linked',
    external_id: 'e1',
    issue_key: 'ENG-1',
    url: null,
    marker: 'marker-1',
    create_sent_at: null,
    base: null,
    conflict: null,
    unmapped_status: null,
    unmapped_priority: null,
    created_by: 'U1',
    created_at: at(0),
    synced_at: null,
    ...changes,
  };
}

export function syncRunRow(changes: Partial<SyncHistoryRow> = {}): SyncHistoryRow {
  return {
    id: 'r1',
    workspace_id: 'T1',
    integration_id: 'int-1',
    trigger: 'schedule',
    direction: 'both',
    state: 'running',
    processed: 0,
    created: 0,
    updated: 0,
    failed: 0,
    conflicts: 0,
    error: null,
    started_at: at(0),
    finished_at: null,
    ...changes,
  };
}

export function approvalRow(changes: Partial<ApprovalRow> = {}): ApprovalRow {
  return {
    id: 'ap-1',
    workspace_id: 'T1',
    state: 'pending',
    requested_by: 'U1',
    role: 'member',
    action: 'preview.deploy',
    rule: 'roles',
    refusal: 'This takes the role deployer, and member is not enough.',
    act: JSON.stringify({ kind: 'preview.request', input: { branch: 'feature/login', channel: 'C1' } }),
    decided_by: null,
    decision_reason: null,
    outcome: null,
    created_at: at(0),
    requested_at: at(1),
    expires_at: at(59),
    decided_at: null,
    updated_at: at(1),
    ...changes,
  };
}

export function heldNewsRow(changes: Partial<HeldNewsRow> = {}): HeldNewsRow {
  return {
    workspace_id: 'T1',
    key: 'outcome:preview:pv-1:1:ready:x@C1',
    channel: 'C1',
    message: '{}',
    why: 'digest',
    happened_at: at(0),
    due_at: at(30),
    digest_id: null,
    ...changes,
  };
}
