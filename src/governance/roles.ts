import { type Policy, ROLES, type Role, WORKSPACE_ADMINS } from './policy-schema.ts';

/** Who is asking, as Slack knows them. */
export interface Member {
  userId: string;
  isWorkspaceAdmin: boolean;
  /** A guest, a bot, somebody of another company in a shared channel, or someone of whom Slack did not tell. */
  isOutsider: boolean;
}

/** The highest role the policy gives this person. The default role is for members of the workspace alone. */
export function roleOf(policy: Policy, member: Member): Role {
  const named = ROLES.toReversed().find((role) =>
    policy.roles[role].some((entry) =>
      entry === WORKSPACE_ADMINS ? member.isWorkspaceAdmin : entry === member.userId,
    ),
  );
  return named ?? (member.isOutsider ? 'viewer' : policy.roles.default);
}

/** Whether `role` may do what is asked of `needed`. */
export function atLeast(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
