import { ACTIONS } from '../actions.ts';
import { atLeast } from '../roles.ts';
import { RULES } from '../rule-names.ts';
import type { Rule } from './rule.ts';

/** People need the role; what BuildRunner does by itself is nobody's to ask for, and the other way round. */
export const roleRule: Rule = (_policy, action, { role }) => {
  const { takes } = ACTIONS[action];
  if (takes === 'system' || role === 'system') {
    if (takes === role) return undefined;
    const reason =
      takes === 'system' ? 'BuildRunner does this by itself alone.' : 'A person has to ask for this.';
    return { rule: RULES.roles, reason };
  }
  if (atLeast(role, takes)) return undefined;
  const reason = `This takes the role ${takes}, and ${role} is not enough. Ask an admin of BuildRunner.`;
  return { rule: RULES.roles, reason };
};
