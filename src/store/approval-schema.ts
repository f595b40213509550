import type { Timestamp } from './timestamp.ts';

/** The table of approvals. */
export interface ApprovalSchema {
  approvals: ApprovalRow;
}

/**
 * `offered`: refused, and nobody has asked yet. `pending`: approvers were asked. `approved`: about to be done. The others
 * are ends: `denied` by a person, `expired` by time, `done`, or `failed` where it was approved and could not be done.
 */
export type ApprovalState = 'offered' | 'pending' | 'approved' | 'denied' | 'expired' | 'done' | 'failed';

export interface ApprovalRow {
  /** Short enough to be typed: `ap-7k3m9x`. */
  id: string;
  workspace_id: string;
  state: ApprovalState;
  /** A Slack user id. */
  requested_by: string;
  /** Theirs when it was refused. */
  role: string;
  /** What the policy was asked: `preview.deploy`. */
  action: string;
  /** The line of the policy that refused. */
  rule: string;
  /** Why, in a sentence for people. */
  refusal: string;
  /** JSON `Act`: all it takes to do it. */
  act: string;
  /** A Slack user id. */
  decided_by: string | null;
  decision_reason: string | null;
  /** Why it could not be done, in a sentence for people. */
  outcome: string | null;
  created_at: Timestamp;
  requested_at: Timestamp | null;
  /** When a pending one is over; null before it is asked for. */
  expires_at: Timestamp | null;
  decided_at: Timestamp | null;
  updated_at: Timestamp;
}
