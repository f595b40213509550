import type { Action, Asker } from './actions.ts';
import { isApprovable } from './acts.ts';
import type { Policy, PolicyEntry } from './policy-schema.ts';

/** Whom the policy lets approve: people, user groups, workspace admins. */
export function approversNamed({ approvals, roles }: Policy): readonly PolicyEntry[] {
  return approvals.approvers ?? roles.admin;
}

/** Whether the policy lets a refusal by this rule be overridden: `integrations.require_preview_for_phase: QA`. */
export function isOverridable({ approvals }: Policy, rule: string): boolean {
  const [line = ''] = rule.split(':');
  const overridable: readonly string[] = approvals.overridable;
  return overridable.includes(line);
}

/** Who may override a refusal by this rule; nobody where it cannot be overridden. */
export function approversOf(
  policy: Policy,
  action: Action,
  rule: string,
  asker: Asker,
): readonly PolicyEntry[] {
  const isPossible = asker !== 'system' && isApprovable(action) && isOverridable(policy, rule);
  return isPossible ? approversNamed(policy) : [];
}
