import type { Database } from '../store/database.ts';
import type { Audit } from './audit.ts';
import { type Action, decide } from './decide.ts';
import type { Policy, Role } from './policy-schema.ts';

/** Who is doing something, in which workspace, with which role there. */
export interface Actor {
  workspaceId: string;
  userId: string;
  role: Role;
}

/** What would mend a refusal: a preview of what this microstep (`p1.s2.ms3`) is about. */
export interface Mend {
  deploy: { microstep: string };
}

/** What was asked for is not to be had, for a reason a person can act on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** The line of the policy that refused, where one did. */
  readonly rule: string | undefined;
  /** What can be offered at once. */
  readonly mend: Mend | undefined;

  constructor(reason: string, rule?: string, mend?: Mend) {
    super(reason);
    this.rule = rule;
    this.mend = mend;
  }
}

/** Asks the policy before anything is done, and keeps a record of every denial. */
export interface Gate {
  /** Throws `Refusal` naming the rule. */
  require(actor: Actor, action: Action, about?: { provider?: string }): Promise<void>;
  /** Keeps a record of a denial that was found out only in the doing. */
  recordDenial(actor: Actor, action: Action, rule: string, about?: { provider?: string }): Promise<void>;
}

export function createGate(options: { policy: () => Policy; audit: Audit; database: Database }): Gate {
  async function recordDenial(actor: Actor, asked: Action, rule: string, about = {}): Promise<void> {
    await options.audit.record(options.database.db, {
      workspaceId: actor.workspaceId,
      actor: actor.userId,
      action: 'policy.denied',
      payload: { asked, role: actor.role, rule, ...about },
    });
  }

  return {
    recordDenial,

    async require(actor, action, about = {}) {
      const decision = decide(options.policy(), { action, role: actor.role, ...about });
      if (decision.allowed) return;
      await recordDenial(actor, action, decision.rule, about);
      throw new Refusal(decision.reason, decision.rule);
    },
  };
}
