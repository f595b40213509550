import type { Timestamp } from './timestamp.ts';

/** The tables of issue links and their sync. */
export interface IssueSchema {
  issue_links: IssueLinkRow;
  match_decisions: MatchDecisionRow;
  sync_history: SyncHistoryRow;
  sync_cursors: SyncCursorRow;
}

/** `reserved`: the remote issue is about to be made. `gone`: it was deleted at the tracker. */
export type IssueLinkState = 'reserved' | 'linked' | 'gone';

/** A microstep's link to an issue. A microstep may have several; an issue belongs to one microstep. */
export interface IssueLinkRow {
  id: string;
  workspace_id: string;
  project_id: string;
  microstep_id: string;
  integration_id: string;
  provider: string;
  state: IssueLinkState;
  /** The tracker's stable id; null while the link is only reserved. */
  external_id: string | null;
  issue_key: string | null;
  url: string | null;
  /** Travels with an issue that we make, so that it can be told again after a crash. */
  marker: string;
  /** Set before the tracker is first asked to make it. */
  create_sent_at: Timestamp | null;
  /** JSON `SyncBase`: what both sides last agreed on. */
  base: string | null;
  /** JSON `{field: {ours, theirs}}`: what waits for a person's decision. */
  conflict: string | null;
  /** The tracker's name of the status, where nothing here says what it means. */
  unmapped_status: string | null;
  /** The same of its priority. */
  unmapped_priority: string | null;
  created_by: string;
  created_at: Timestamp;
  synced_at: Timestamp | null;
}

/** A person's word that a microstep and an issue are not the same, so that it is not suggested again. */
export interface MatchDecisionRow {
  workspace_id: string;
  microstep_id: string;
  integration_id: string;
  external_id: string;
  decided_by: string;
  decided_at: Timestamp;
}

/** One run over the changes of a tracker. */
export interface SyncHistoryRow {
  id: string;
  workspace_id: string;
  integration_id: string;
  /** A Slack user id, `api`, `schedule` or `start`. */
  trigger: string;
  direction: 'both' | 'inbound' | 'outbound';
  state: 'running' | 'done' | 'failed';
  processed: number;
  created: number;
  updated: number;
  failed: number;
  conflicts: number;
  error: string | null;
  started_at: Timestamp;
  finished_at: Timestamp | null;
}

/** How far an integration's changes have been read. */
export interface SyncCursorRow {
  integration_id: string;
  workspace_id: string;
  cursor: string;
  updated_at: Timestamp;
}
