import { type Policy, ROLES } from './policy-schema.ts';

/** The ids of the Slack user groups that the policy names anywhere, each once. */
export function groupsNamed({ roles, approvals }: Policy): string[] {
  const entries = [...ROLES.flatMap((role) => roles[role]), ...(approvals.approvers ?? [])];
  return [...new Set(entries.filter((entry) => entry.startsWith('S')))];
}
