import picomatch from 'picomatch';
import { RULES } from '../rule-names.ts';
import type { Rule } from './rule.ts';

/** Which branches are deployed without anyone asking. */
export const autoDeployBranchesRule: Rule = (policy, action, { branch = '' }) => {
  if (action !== 'preview.auto_deploy') return undefined;
  const { auto_deploy_branches: globs } = policy.preview_environments;
  if (globs.some((glob) => picomatch.isMatch(branch, glob))) return undefined;
  return { rule: RULES.autoDeployBranches, reason: `${RULES.autoDeployBranches} does not name ${branch}` };
};
