import { type Policy, ROLES, type Role, WORKSPACE_ADMINS } from './policy-schema.ts';

/** Who is asking, as Slack knows them. */
export interface Member {
  userId: string;
  /** The ids of the user groups they are in, of those the policy names. */
  groups: readonly string[];
  isWorkspaceAdmin: boolean;
  /** A guest, a bot, somebody of another company in a shared channel, or someone of whom Slack did not tell. */
  isOutsider: boolean;
}

/** A person's role, and why it is theirs. */
export interface Standing {
  role: Role;
  /** The line of the policy: `roles.deployer`; absent where none gives it, as with guests whom none names. */
  rule?: string;
  /** The entry that names them; absent where they have the role that everyone has. */
  entry?: string;
}

/** Every entry by which the policy's lists may name this person. */
export function entriesOf({ userId, groups, isWorkspaceAdmin }: Member): string[] {
  return [userId, ...groups, ...(isWorkspaceAdmin ? [WORKSPACE_ADMINS] : [])];
}

/** The highest role the policy gives this person. The default role is for members of the workspace alone. */
export function standingOf(policy: Policy, member: Member): Standing {
  const entries = entriesOf(member);
  for (const role of ROLES.toReversed()) {
    const entry = policy.roles[role].find((each) => entries.includes(each));
    if (entry !== undefined) return { role, rule: `roles.${role}`, entry };
  }
  return member.isOutsider ? { role: 'viewer' } : { role: policy.roles.default, rule: 'roles.default' };
}

export function roleOf(policy: Policy, member: Member): Role {
  return standingOf(policy, member).role;
}

/** Whether `role` may do what is asked of `needed`. One that the policy does not know may do nothing. */
export function atLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
