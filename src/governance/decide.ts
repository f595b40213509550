import type { Policy, Role } from './policy-schema.ts';
import { atLeast } from './roles.ts';

/** Everything that can be asked for, with the role it takes. What is not listed here is refused. */
const NEEDED_ROLE = {
  'integration.configure': 'admin',
  'integration.test': 'member',
  'integration.read': 'viewer',
  'delivery.read': 'viewer',
  'audit.read': 'admin',
  'plan.read': 'viewer',
  'plan.edit': 'member',
  'plan.import': 'deployer',
  'issue.read': 'viewer',
  'issue.link': 'member',
  'issue.create': 'member',
  'issue.sync': 'member',
  'subscription.create': 'member',
  'preview.deploy': 'deployer',
  'preview.redeploy': 'deployer',
  'preview.cancel': 'deployer',
  'preview.extend': 'deployer',
  'preview.expire': 'deployer',
  'preview.qa': 'member',
  'preview.read': 'viewer',
} as const satisfies Record<string, Role>;

export type Action = keyof typeof NEEDED_ROLE;

export interface Question {
  action: Action;
  role: Role;
  /** The provider the action is about, where it is about one. */
  provider?: string;
}

export type Decision =
  | { allowed: true; rule: string }
  /** `rule` names the line of the policy that refused; `reason` is a sentence for people with what to do. */
  | { allowed: false; rule: string; reason: string };

/** The one place where it is decided what may be done: pure, and asked by every surface. */
export function decide(policy: Policy, question: Question): Decision {
  const needed: Role | undefined = NEEDED_ROLE[question.action];
  if (needed === undefined) {
    return { allowed: false, rule: 'default', reason: `Nothing allows “${question.action}”.` };
  }
  if (!atLeast(question.role, needed)) {
    return {
      allowed: false,
      rule: 'roles',
      reason: `This takes the role ${needed}, and yours is ${question.role}. Ask an admin of BuildRunner.`,
    };
  }
  if (question.provider === undefined || question.action.endsWith('.read')) return allow(needed);
  const previews = question.action.startsWith('preview.')
    ? policy.preview_environments.providers_allowed
    : undefined;
  return (
    refuseUnlisted(
      question.provider,
      'integrations.integrations_allowed',
      policy.integrations.integrations_allowed,
    ) ??
    refuseUnlisted(question.provider, 'preview_environments.providers_allowed', previews) ??
    allow(needed)
  );
}

function allow(role: Role): Decision {
  return { allowed: true, rule: `roles.${role}` };
}

function refuseUnlisted(
  provider: string,
  rule: string,
  allowed: readonly string[] | undefined,
): Decision | undefined {
  if (allowed === undefined || allowed.includes(provider)) return undefined;
  const list = allowed.length > 0 ? allowed.join(', ') : 'none';
  return { allowed: false, rule, reason: `The policy does not allow ${provider}; it allows: ${list}.` };
}
