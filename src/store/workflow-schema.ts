import type { Timestamp } from './timestamp.ts';

/** The table of steps of workflows. */
export interface WorkflowSchema {
  workflow_steps: WorkflowStepRow;
}

/** A step of a workflow in Slack that waits to be told how it ended. */
export interface WorkflowStepRow {
  /** Slack's own id of this run of the step. */
  execution_id: string;
  workspace_id: string;
  /** The preview it waits for; null where none could be asked for. */
  preview_id: string | null;
  /** Why none could be asked for, as plain text for people. */
  refusal: string | null;
  asked_at: Timestamp;
  /** When Slack was told how it ended; null before. */
  ended_at: Timestamp | null;
}
