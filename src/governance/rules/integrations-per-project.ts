import { RULES } from '../rule-names.ts';
import type { Rule } from './rule.ts';

/** How many integrations a project may have. To change one that is there is always possible. */
export const integrationsPerProjectRule: Rule = (policy, _action, { integrationsInProject: present }) => {
  const { max_integrations_per_project: most } = policy.integrations;
  if (most === undefined || present === undefined || present < most) return undefined;
  const has = present === 1 ? 'one' : present;
  const reason = `A project has at most ${most} integrations, and this one has ${has}. Disconnect one that is not needed.`;
  return { rule: RULES.integrationsPerProject, reason };
};
