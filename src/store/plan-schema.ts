import type { Timestamp } from './timestamp.ts';

/** The tables of the plan. */
export interface PlanSchema {
  microsteps: MicrostepRow;
  microstep_history: MicrostepHistoryRow;
}

export type MicrostepStatus = 'todo' | 'doing' | 'done' | 'blocked';
export type MicrostepPriority = 'urgent' | 'high' | 'normal' | 'low' | 'none';

export interface MicrostepRow {
  id: string;
  workspace_id: string;
  project_id: string;
  /** What people call it: phase, step and microstep, each counted from 1. */
  phase: number;
  step: number;
  number: number;
  title: string;
  /** Markdown. */
  description: string;
  status: MicrostepStatus;
  priority: MicrostepPriority;
  /** A Slack user id. */
  assignee: string | null;
  branch: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** Every change a microstep went through, field by field. */
export interface MicrostepHistoryRow {
  id: string;
  workspace_id: string;
  microstep_id: string;
  field: string;
  before: string | null;
  after: string | null;
  /** A Slack user id, or the issue it came from: `linear:ENG-3`. */
  actor: string;
  at: Timestamp;
}
