import type { Policy } from '../policy-schema.ts';
import { RULES } from '../rule-names.ts';
import type { DoneMicrostep, Rule } from './rule.ts';

/**
 * In the phases that the policy names, a microstep is done only once a ready preview of its branch passed QA. Of several
 * the first is told of.
 */
export const previewForPhaseRule: Rule = (policy, _action, { done = [] }) => {
  for (const microstep of done) {
    const phase = phaseNamed(policy, microstep.phase);
    if (phase === undefined || microstep.passed) continue;
    return {
      rule: `${RULES.previewForPhase}: ${phase}`,
      reason: reasonFor(phase, microstep),
      mend: { deploy: { microstep: microstep.ref } },
    };
  }
  return undefined;
};

function reasonFor(phase: string, { ref, branch }: DoneMicrostep): string {
  const mend =
    branch === null
      ? 'Deploy the branch that is to be looked at'
      : `Deploy ${branch}, or take the preview there is,`;
  return `In ${phase}, nothing is done before a preview of it passed QA, and none of ${ref} has. ${mend} and press “Mark QA passed” on its card.`;
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
