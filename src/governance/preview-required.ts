import type { Decision } from './decide.ts';
import type { Policy } from './policy-schema.ts';

/** A microstep that is to be done. */
export interface DoneQuestion {
  /** `p1.s2.ms3` */
  ref: string;
  /** The title of its phase. */
  phase: string;
  branch: string | null;
  /** Whether a preview of its branch that can be looked at was marked as QA passed. */
  passed: boolean;
}

/**
 * Whether the policy lets a microstep be done: in the phases of `integrations.require_preview_for_phase` only once a
 * ready preview of its branch passed QA. Pure, and asked by every way a microstep is moved.
 */
export function decideDone(policy: Policy, { ref, phase, branch, passed }: DoneQuestion): Decision {
  const named = phaseNamed(policy, phase);
  const rule = `integrations.require_preview_for_phase${named === undefined ? '' : `: ${named}`}`;
  if (named === undefined || passed) return { allowed: true, rule };
  const mend =
    branch === null
      ? 'Deploy the branch that is to be looked at'
      : `Deploy ${branch}, or take the preview there is,`;
  const reason = `In ${named}, nothing is done before a preview of it passed QA, and none of ${ref} has. ${mend} and press “Mark QA passed” on its card.`;
  return { allowed: false, rule, reason };
}

/**
 * The name in the policy that stands for this phase: its title, or words of it, whatever their case. A phase called
 * “Phase 3: QA” is meant by QA, since a rule that is met too seldom is met by nobody.
 */
function phaseNamed({ integrations }: Policy, title: string): string | undefined {
  const words = wordsOf(title);
  return integrations.require_preview_for_phase.find((name) => words.includes(wordsOf(name)));
}

/** ` phase 3 qa ` */
function wordsOf(text: string): string {
  return ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
}
