import { ACTIONS, type Action, isAction } from './actions.ts';
import { approversOf, isOverridable } from './approvers.ts';
import type { Policy, PolicyEntry } from './policy-schema.ts';
import { approvalRule } from './rules/approvals.ts';
import { autoDeployBranchesRule } from './rules/auto-deploy-branches.ts';
import { externalSyncRule } from './rules/external-sync.ts';
import { integrationsPerProjectRule } from './rules/integrations-per-project.ts';
import { previewForPhaseRule } from './rules/preview-for-phase.ts';
import { integrationsAllowedRule, previewProvidersRule } from './rules/providers.ts';
import { roleRule } from './rules/roles.ts';
import type { Context, Mend, Rule } from './rules/rule.ts';
import { transitionsRule } from './rules/transitions.ts';

export interface Decision {
  allowed: boolean;
  /** The line of the policy that decided: `integrations.integrations_allowed`. */
  rule: string;
  /** A sentence for people; where it is refused, with what to do. */
  reason: string;
  /** Who may override the refusal for this one time; empty where nobody can, and where it is allowed. */
  approvers: readonly PolicyEntry[];
  /** What can be offered at once, where something would mend the refusal. */
  mend?: Mend;
}

/** In the order in which they are told: what nobody can override comes first. */
const ALL_RULES: readonly Rule[] = [
  integrationsAllowedRule,
  integrationsPerProjectRule,
  roleRule,
  approvalRule,
  previewProvidersRule,
  autoDeployBranchesRule,
  transitionsRule,
  previewForPhaseRule,
  externalSyncRule,
];

/** The one place where it is decided what may be done: pure, and asked by every surface. */
export function decide(policy: Policy, action: Action, context: Context): Decision {
  if (!isAction(action)) {
    return { allowed: false, rule: 'default', reason: `Nothing allows “${String(action)}”.`, approvers: [] };
  }
  for (const rule of ALL_RULES) {
    const denial = rule(policy, action, context);
    if (!denial) continue;
    const isOverridden = denial.rule === context.overridden && isOverridable(policy, denial.rule);
    if (isOverridden) continue;
    return { allowed: false, ...denial, approvers: approversOf(policy, action, denial.rule, context.role) };
  }
  const { takes, does } = ACTIONS[action];
  return { allowed: true, rule: `roles.${takes}`, reason: `A ${takes} may ${does}.`, approvers: [] };
}
