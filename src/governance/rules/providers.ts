import type { Action } from '../actions.ts';
import { RULES } from '../rule-names.ts';
import type { Denial, Rule } from './rule.ts';

/** To see what was done with a provider is no use of it, and what is there may be ended wherever it is. */
const USES_NOTHING: ReadonlySet<Action> = new Set<Action>([
  'integration.read',
  'issue.read',
  'preview.read',
  'preview.cancel',
  'preview.expire',
]);

const MAKES_DEPLOYMENTS: ReadonlySet<Action> = new Set<Action>([
  'preview.deploy',
  'preview.redeploy',
  'preview.extend',
  'preview.auto_deploy',
]);

/** Which providers there are at all. */
export const integrationsAllowedRule: Rule = (policy, action, { provider }) =>
  USES_NOTHING.has(action)
    ? undefined
    : refuseUnlisted(provider, RULES.integrationsAllowed, policy.integrations.integrations_allowed);

/** Where deployments may be made and kept. */
export const previewProvidersRule: Rule = (policy, action, { provider }) =>
  MAKES_DEPLOYMENTS.has(action)
    ? refuseUnlisted(provider, RULES.previewProviders, policy.preview_environments.providers_allowed)
    : undefined;

function refuseUnlisted(
  provider: string | undefined,
  rule: string,
  allowed: readonly string[] | undefined,
): Denial | undefined {
  if (provider === undefined || allowed === undefined || allowed.includes(provider)) return undefined;
  const list = allowed.length > 0 ? allowed.join(', ') : 'none';
  return { rule, reason: `The policy does not allow ${provider}; it allows: ${list}.` };
}
