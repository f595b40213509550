import type { Asker } from '../../../src/governance/actions.ts';
import { policySchema, ROLES } from '../../../src/governance/policy-schema.ts';

/** A role that neither the policy nor the code knows: whoever has it may do nothing at all. */
export const NOBODY = 'nobody' as Asker;
export const PEOPLE: readonly Asker[] = [NOBODY, ...ROLES];

/** Policies that differ from one that says nothing in one line each. */
export const POLICIES = {
  noProvider: policySchema.parse({ integrations: { integrations_allowed: [] } }),
  noPlatform: policySchema.parse({ preview_environments: { providers_allowed: [] } }),
  full: policySchema.parse({ integrations: { max_integrations_per_project: 1 } }),
  stuck: policySchema.parse({ microsteps: { allowed_transitions: { todo: [] } } }),
  tracked: policySchema.parse({ integrations: { external_sync_required: true } }),
} as const;

export type PolicyName = keyof typeof POLICIES;

export const RULE_OF: Readonly<Record<PolicyName, string>> = {
  noProvider: 'integrations.integrations_allowed',
  noPlatform: 'preview_environments.providers_allowed',
  full: 'integrations.max_integrations_per_project',
  stuck: 'microsteps.allowed_transitions',
  tracked: 'integrations.external_sync_required',
};
