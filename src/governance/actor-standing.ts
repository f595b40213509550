import type { Actor } from './gate.ts';
import type { Policy } from './policy-schema.ts';
import { type Standing, standingOf } from './roles.ts';

/** The role of whoever acts, and why it is theirs; where Slack was not asked who they are, it is as they came with it. */
export function actorStanding(policy: Policy, { role, member }: Actor): Standing {
  return member ? standingOf(policy, member) : { role, rule: `roles.${role}` };
}
