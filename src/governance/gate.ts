import type { Database, Transaction } from '../store/database.ts';
import type { Action } from './actions.ts';
import type { Act } from './acts.ts';
import type { Audit } from './audit.ts';
import { type Decision, decide } from './decide.ts';
import type { Policy, PolicyEntry, Role } from './policy-schema.ts';
import { entriesOf, type Member } from './roles.ts';
import type { Context, Facts, Mend } from './rules/rule.ts';

/** Who is doing something, in which workspace, with which role there. */
export interface Actor {
  workspaceId: string;
  userId: string;
  role: Role;
  /** As Slack knows them; absent where Slack was not asked. */
  member?: Member;
}

/** What was asked for is not to be had, for a reason a person can act on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** The line of the policy that refused, where one did. */
  readonly rule: string | undefined;
  /** Who may override it; empty where nobody can, and for those who may not ask. */
  readonly approvers: readonly PolicyEntry[];
  /** What `Approvals.request` takes, where it can be asked for. */
  readonly offerId: string | undefined;
  /** What can be offered at once. */
  readonly mend: Mend | undefined;

  constructor(
    reason: string,
    rule?: string,
    more: { approvers?: readonly PolicyEntry[]; offerId?: string | undefined; mend?: Mend | undefined } = {},
  ) {
    super(reason);
    this.rule = rule;
    this.approvers = more.approvers ?? [];
    this.offerId = more.offerId;
    this.mend = more.mend;
  }
}

/** Asks the policy before anything is done, and keeps a record of every denial. */
export interface Gate {
  /**
   * Throws `Refusal` naming the rule. `act` is what would have been done: with it the refusal can offer to ask for an
   * approval.
   */
  require(actor: Actor, action: Action, facts?: Facts, act?: Act): Promise<void>;
  /**
   * The same where the facts are known only within a transaction: `work` calls `check`, which throws, and the denial is
   * recorded once the transaction is rolled back. Rejects with the `Refusal`.
   */
  requireWithin<T>(
    actor: Actor,
    action: Action,
    act: Act | undefined,
    work: (check: (facts: Facts) => void) => Promise<T>,
  ): Promise<T>;
}

/** What was refused to whom. */
export interface Denied {
  actor: Actor;
  action: Action;
  decision: Decision;
  act: Act;
}

export interface GateOptions {
  policy: () => Policy;
  audit: Audit;
  database: Database;
  /** Keeps what was refused until someone asks for its approval; gives the offer's id. Absent: nothing is offered. */
  offer?: (transaction: Transaction, denied: Denied) => Promise<string>;
  /** The one refusal that was approved. */
  approved?: { action: Action; rule: string };
}

/** Thrown out of a transaction, to be recorded after it. */
class Denial extends Error {
  readonly facts: Facts;
  readonly decision: Decision;

  constructor(facts: Facts, decision: Decision) {
    super(decision.reason);
    this.facts = facts;
    this.decision = decision;
  }
}

export function createGate({ policy, audit, database, offer, approved }: GateOptions): Gate {
  function contextOf({ role, userId, member }: Actor, facts: Facts): Context {
    return { role, userId, ...(member ? { listedAs: entriesOf(member) } : {}), ...facts };
  }

  /** What is allowed for an approval alone is `overridden`. Throws `Denial`. */
  function judge(actor: Actor, action: Action, facts: Facts): { overridden: boolean } {
    const context = contextOf(actor, facts);
    const decision = decide(policy(), action, context);
    if (decision.allowed) return { overridden: false };
    const isApproved = approved?.action === action && approved.rule === decision.rule;
    const again = isApproved ? decide(policy(), action, { ...context, overridden: approved.rule }) : decision;
    if (!again.allowed) throw new Denial(facts, again);
    return { overridden: true };
  }

  /** Records the denial and makes a refusal of it. */
  async function refusal(actor: Actor, action: Action, denial: Denial, act: Act | undefined) {
    const { decision } = denial;
    const { rule, reason, approvers } = decision;
    // What would become of every microstep of a large plan is no payload; the reason names the first of them.
    const { moves: _moves, doneUnlinked: _doneUnlinked, done: _done, ...about } = denial.facts;
    const mayAsk = approvers.length > 0 && decide(policy(), 'approval.request', contextOf(actor, {})).allowed;
    const offerId = await database.transaction(async (transaction) => {
      await record(transaction, actor, 'policy.denied', { asked: action, rule, reason, ...about });
      return mayAsk && act && offer ? offer(transaction, { actor, action, decision, act }) : undefined;
    });
    return new Refusal(reason, rule, {
      approvers: mayAsk ? approvers : [],
      offerId,
      mend: decision.mend,
    });
  }

  function record(executor: Parameters<Audit['record']>[0], actor: Actor, what: string, payload: object) {
    const { workspaceId, userId, role } = actor;
    return audit.record(executor, {
      workspaceId,
      actor: userId,
      action: what,
      payload: { role, ...payload },
    });
  }

  async function requireWithin<T>(
    actor: Actor,
    action: Action,
    act: Act | undefined,
    work: (check: (facts: Facts) => void) => Promise<T>,
  ): Promise<T> {
    let overridden = false;
    try {
      const result = await work((facts) => {
        overridden = judge(actor, action, facts).overridden || overridden;
      });
      if (overridden) {
        await record(database.db, actor, 'policy.overridden', { asked: action, rule: approved?.rule });
      }
      return result;
    } catch (error) {
      throw error instanceof Denial ? await refusal(actor, action, error, act) : error;
    }
  }

  return {
    requireWithin,
    require: (actor, action, facts = {}, act) =>
      requireWithin(actor, action, act, async (check) => check(facts)),
  };
}
