import type { MicrostepStatus } from '../../store/plan-schema.ts';
import type { Policy } from '../policy-schema.ts';
import { RULES } from '../rule-names.ts';
import type { Rule } from './rule.ts';

/** How many moves a refusal names. */
const MOVES_NAMED = 5;

/** Whether the policy lets a microstep go from one status to another. To stay is always allowed. */
export function transitionAllowed(policy: Policy, from: MicrostepStatus, to: MicrostepStatus): boolean {
  return from === to || (policy.microsteps.allowed_transitions?.[from]?.includes(to) ?? true);
}

/** Where a microstep may go; a refusal names the ways there are. */
export const transitionsRule: Rule = (policy, _action, { moves = [] }) => {
  const refused = moves.filter(({ from, to }) => !transitionAllowed(policy, from, to));
  if (refused.length === 0) return undefined;
  const sentences = refused.slice(0, MOVES_NAMED).map(({ ref, from, to }) => {
    const ways = policy.microsteps.allowed_transitions?.[from] ?? [];
    const known = ways.length > 0 ? ways.join(', ') : 'nowhere';
    return `${ref} is ${from} and cannot become ${to}; from there it goes to: ${known}.`;
  });
  if (refused.length > MOVES_NAMED) sentences.push(`So it is with ${refused.length - MOVES_NAMED} more.`);
  return { rule: RULES.transitions, reason: sentences.join(' ') };
};
