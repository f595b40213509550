import type { Timestamp } from './timestamp.ts';

/** The tables of the plan. */
export interface PlanSchema {
  plan_sections: PlanSectionRow;
  microsteps: MicrostepRow;
  microstep_history: MicrostepHistoryRow;
}

export const MICROSTEP_STATUSES = ['todo', 'doing', 'done', 'blocked'] as const;
export type MicrostepStatus = (typeof MICROSTEP_STATUSES)[number];

/** The most urgent first. */
export const MICROSTEP_PRIORITIES = ['urgent', 'high', 'normal', 'low', 'none'] as const;
export type MicrostepPriority = (typeof MICROSTEP_PRIORITIES)[number];

/** A phase, or a step of one. */
export interface PlanSectionRow {
  workspace_id: string;
  project_id: string;
  /** Counted from 1. */
  phase: number;
  /** Counted from 1 within its phase; 0 stands for the phase itself. */
  step: number;
  title: string;
  /** Where it stands among its phase's steps, or among the phases. */
  position: number;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface MicrostepRow {
  id: string;
  workspace_id: string;
  project_id: string;
  /** What people call it: phase, step and microstep, each counted from 1. */
  phase: number;
  step: number;
  number: number;
  /** Where it stands among the microsteps of its step; equals `number` until a plan was put in another order. */
  position: number;
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
