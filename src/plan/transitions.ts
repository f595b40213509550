import { Refusal } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { MicrostepStatus } from '../store/plan-schema.ts';

/** The line of the policy that says where a microstep may go. */
const TRANSITIONS_RULE = 'microsteps.allowed_transitions';

/** Whether the policy lets a microstep go from one status to another. To stay is always allowed. */
export function transitionAllowed(policy: Policy, from: MicrostepStatus, to: MicrostepStatus): boolean {
  return from === to || (policy.microsteps.allowed_transitions?.[from]?.includes(to) ?? true);
}

export interface Move {
  ref: string;
  from: MicrostepStatus;
  to: MicrostepStatus;
}

/** How many moves a refusal names. */
const MOVES_NAMED = 5;

/** Throws `Refusal` naming the rule and the ways there are, where not all of these moves are allowed. */
export function checkTransitions(policy: Policy, ...moves: readonly Move[]): void {
  const refused = moves.filter(({ from, to }) => !transitionAllowed(policy, from, to));
  if (refused.length === 0) return;
  const sentences = refused.slice(0, MOVES_NAMED).map(({ ref, from, to }) => {
    const ways = policy.microsteps.allowed_transitions?.[from] ?? [];
    const known = ways.length > 0 ? ways.join(', ') : 'nowhere';
    return `${ref} is ${from} and cannot become ${to}; from there it goes to: ${known}.`;
  });
  if (refused.length > MOVES_NAMED) sentences.push(`So it is with ${refused.length - MOVES_NAMED} more.`);
  throw new Refusal(sentences.join(' '), TRANSITIONS_RULE);
}
