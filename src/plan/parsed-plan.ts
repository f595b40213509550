import type { MicrostepPriority, MicrostepStatus } from '../store/plan-schema.ts';

/** A plan as a person wrote it, in either format. */
export interface ParsedPlan {
  phases: ParsedPhase[];
}

export interface ParsedPhase {
  /** `p1`; where it is absent, the title tells. */
  ref?: string | undefined;
  title: string;
  steps: ParsedStep[];
}

export interface ParsedStep {
  /** `p1.s2` */
  ref?: string | undefined;
  title: string;
  microsteps: ParsedMicrostep[];
}

/** What it does not say is left as it is when the plan is imported; null takes an assignee or a branch away. */
export interface ParsedMicrostep {
  /** `p1.s2.ms3` */
  ref?: string | undefined;
  title: string;
  description?: string | undefined;
  status?: MicrostepStatus | undefined;
  priority?: MicrostepPriority | undefined;
  assignee?: string | null | undefined;
  branch?: string | null | undefined;
}

/** What is wrong in the text of a plan and where. Lines and columns count from 1. */
export interface PlanProblem {
  line: number;
  column: number;
  /** Where in the plan: `phases[0].steps[1].title`. Empty where that says nothing more. */
  path: string;
  message: string;
}

export type PlanFormat = 'yaml' | 'markdown';

export type PlanReading = { ok: true; plan: ParsedPlan } | { ok: false; problems: PlanProblem[] };

/** `Line 12, column 5: expected one of todo, doing, done, blocked` */
export function formatPlanProblem({ line, column, message }: PlanProblem): string {
  return `Line ${line}, column ${column}: ${message}`;
}
