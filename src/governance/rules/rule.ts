import type { MicrostepStatus } from '../../store/plan-schema.ts';
import type { Action, Asker } from '../actions.ts';
import type { Policy } from '../policy-schema.ts';

export interface Move {
  ref: string;
  from: MicrostepStatus;
  to: MicrostepStatus;
}

/** A microstep that is to be done. */
export interface DoneMicrostep {
  /** `p1.s2.ms3` */
  ref: string;
  /** The title of its phase. */
  phase: string;
  branch: string | null;
  /** Whether a preview of its branch that can be looked at was marked as QA passed. */
  passed: boolean;
}

/** What would mend a refusal: a preview of what this microstep (`p1.s2.ms3`) is about. */
export interface Mend {
  deploy: { microstep: string };
}

/** What has to be known of an action for the policy to judge it; each is absent where it is not about that. */
export interface Facts {
  /** The provider the action is about. */
  provider?: string;
  /** The branch that would be deployed. */
  branch?: string;
  /** How many integrations the project has already, where the action adds one. */
  integrationsInProject?: number;
  /** What would become of microsteps' statuses. */
  moves?: readonly Move[];
  /** The microsteps that would be done now. */
  done?: readonly DoneMicrostep[];
  /** The microsteps that would be done without being linked to an issue. */
  doneUnlinked?: readonly string[];
  /** Whose request would be decided. */
  requestedBy?: string;
}

/** Who asks, for what. */
export interface Context extends Facts {
  role: Asker;
  /** A Slack user id; absent where BuildRunner itself asks. */
  userId?: string;
  /** Every entry by which the policy's lists may name this person, beside their id. */
  listedAs?: readonly string[];
  /** The rule that an approval overrides for this one time. */
  overridden?: string | undefined;
}

export interface Denial {
  rule: string;
  /** A sentence for people with what to do. */
  reason: string;
  /** What can be offered at once. */
  mend?: Mend;
}

/** One rule of the policy: the reason why not, or nothing. Pure. */
export type Rule = (policy: Policy, action: Action, context: Context) => Denial | undefined;
