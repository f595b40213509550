import { ACTIONS, type Action, isWithProvider } from './actions.ts';
import { type Decision, decide } from './decide.ts';
import type { Policy, Role } from './policy-schema.ts';
import type { Context } from './rules/rule.ts';

/** What a policy says to one action of one person. */
export interface ExplainedAction {
  action: Action;
  /** Completes “may …”. */
  does: string;
  decision: Decision;
  /** The providers for which it is refused though it is allowed as such. */
  exceptions: { provider: string; decision: Decision }[];
}

/** The actions that people ask for, in the order of the list. */
export const PEOPLES_ACTIONS: readonly Action[] = (Object.keys(ACTIONS) as Action[]).filter(
  (action) => ACTIONS[action].takes !== 'system',
);

/** What the policy says to an action, as such and about each provider. */
export function explainAction(
  policy: Policy,
  action: Action,
  person: Context & { role: Role },
  providers: readonly string[],
): ExplainedAction {
  const decision = decide(policy, action, person);
  const about = (isWithProvider(action) ? providers : []).map((provider) => ({
    provider,
    decision: decide(policy, action, { ...person, provider }),
  }));
  const exceptions = decision.allowed ? about.filter((each) => !each.decision.allowed) : [];
  return { action, does: ACTIONS[action].does, decision, exceptions };
}
