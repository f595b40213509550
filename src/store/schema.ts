/**
 * The tables, in the field's words. Times are ISO 8601 in UTC with milliseconds (`2026-11-24T10:30:00.000Z`):
 * readable in plain SQL and sortable as text. JSON columns are text holding JSON. Every row belongs to a workspace.
 */

import type { ApprovalSchema } from './approval-schema.ts';
import type { AuditSchema } from './audit-schema.ts';
import type { HealthSchema } from './health-schema.ts';
import type { HeldNewsSchema } from './held-news-schema.ts';
import type { IssueSchema } from './issue-schema.ts';
import type { PlanSchema } from './plan-schema.ts';
import type { Timestamp } from './timestamp.ts';
import type { WorkflowSchema } from './workflow-schema.ts';

export type { Timestamp };

export interface Schema
  extends ApprovalSchema,
    AuditSchema,
    HealthSchema,
    HeldNewsSchema,
    IssueSchema,
    PlanSchema,
    WorkflowSchema {
  previews: PreviewRow;
  preview_history: PreviewHistoryRow;
  slack_messages: SlackMessageRow;
  slack_events: SlackEventRow;
  webhook_deliveries: WebhookDeliveryRow;
  jobs: JobRow;
  job_lanes: JobLaneRow;
}

export type PreviewState =
  | 'requested'
  | 'queued'
  | 'building'
  | 'ready'
  | 'failed'
  | 'cancelled'
  | 'expiring'
  | 'expired';

export interface PreviewRow {
  /** Short enough to be typed: `pv-7k3m9x`. */
  id: string;
  workspace_id: string;
  project_id: string;
  integration_id: string;
  provider: string;
  branch: string;
  commit_sha: string | null;
  commit_message: string | null;
  commit_author: string | null;
  pull_request: number | null;
  microstep_id: string | null;
  /** A Slack user id, or `auto` for one that a push asked for. */
  requested_by: string;
  /** The channel it was asked for in: there its card lives. */
  channel: string | null;
  state: PreviewState;
  /** Counts redeploys from 1. What is heard of an earlier attempt no longer matters. */
  attempt: number;
  /** The vendor's deployment id of this attempt, once there is one. */
  external_id: string | null;
  url: string | null;
  inspect_url: string | null;
  /** Why it failed, in one sentence for people. */
  failure: string | null;
  /** JSON `string[]`: the first error lines of the build log. */
  log_excerpt: string | null;
  /** Set before the vendor is first asked to deploy: a later try looks for that deployment before asking again. */
  deploy_sent_at: Timestamp | null;
  requested_at: Timestamp;
  building_at: Timestamp | null;
  finished_at: Timestamp | null;
  /** When it is removed at the vendor; null while it is not ready, and for one that is to be kept. */
  expires_at: Timestamp | null;
  /** Who found it good, a Slack user id. */
  qa_passed_by: string | null;
  updated_at: Timestamp;
}

/** Every change of state a preview went through. */
export interface PreviewHistoryRow {
  id: string;
  workspace_id: string;
  preview_id: string;
  attempt: number;
  state: PreviewState;
  at: Timestamp;
}

/** A message of ours that exists in Slack, or is about to: found by key, so that nothing is posted twice. */
export interface SlackMessageRow {
  workspace_id: string;
  /** What it is about and where: `card:preview:pv-7k3m9x@C0123`. */
  key: string;
  /** As Slack names it, once it is posted: a person's id becomes that of their direct message. */
  channel: string;
  /** Null while the post is under way: a later try then looks in the channel's history before posting again. */
  ts: string | null;
  thread_ts: string | null;
  /** Of what was last shown: an unchanged card is not sent again. */
  content_hash: string | null;
  /** Slack's own word for why the last try failed: `not_in_channel`. Null once one went well. */
  failure: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export type DeliveryStatus = 'received' | 'processing' | 'done' | 'ignored' | 'failed' | 'dead';

export interface WebhookDeliveryRow {
  id: string;
  workspace_id: string;
  integration_id: string;
  provider: string;
  /** The vendor's id, the same when it tries again. Unique per integration. */
  delivery_id: string;
  type: string;
  status: DeliveryStatus;
  /** Why it was ignored or failed. */
  reason: string | null;
  /** JSON `ProviderEvent[]`. */
  events: string;
  /** The raw bytes, so that it can be replayed; empty once they are kept no longer. */
  body: Uint8Array;
  /** JSON object: those of its headers that tell what it is. Null where it came before they were kept. */
  headers: string | null;
  received_at: Timestamp;
  handled_at: Timestamp | null;
  /** When a person last had it handled again. */
  replayed_at: Timestamp | null;
}

/** An event of Slack's, known again by its id for a day. */
export interface SlackEventRow {
  /** Slack's own. */
  event_id: string;
  workspace_id: string;
  received_at: Timestamp;
  /** When the work on it began; null before. */
  begun_at: Timestamp | null;
}

export type JobStatus = 'ready' | 'running' | 'dead';

export interface JobRow {
  id: string;
  kind: string;
  /** Of one kind and key at most one is ready. */
  key: string;
  /** Of one lane at most one is running. */
  lane: string;
  /** Of those that are due, smaller ones run first. */
  priority: number;
  /** JSON object. */
  payload: string;
  status: JobStatus;
  /** How many times it was begun. */
  attempts: number;
  run_at: Timestamp;
  last_error: string | null;
  created_at: Timestamp;
}

/** A lane of which no job is begun before a time, since whom it leads to has asked to wait. */
export interface JobLaneRow {
  lane: string;
  rests_until: Timestamp;
}
