import { section, sentence } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { codeBlock, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest problem shown, in characters. */
const LONGEST_PROBLEM = 250;

const REJECTED = ':no_entry: *The policy file cannot be used, so the last good one stays in force.*';
const MEND = '`npm run policy -- check FILE` checks it before.';

/** Tells admins that the policy file has mistakes, or that it has none any more. */
export function policyNewsMessage(problems: readonly string[]): Rendered {
  if (problems.length === 0) {
    return sentence(':white_check_mark: The policy file can be used again, and is in force.');
  }
  const lines = problems.map((problem) => truncate(problem, LONGEST_PROBLEM));
  const shown = codeBlock(lines, LIMITS.sectionText - REJECTED.length - MEND.length - 2);
  return {
    text: 'The policy file cannot be used, so the last good one stays in force.',
    blocks: [section(`${REJECTED}\n${shown}\n${MEND}`)],
  };
}
