import { approversNamed } from '../approvers.ts';
import { RULES } from '../rule-names.ts';
import type { Rule } from './rule.ts';

/** Who may decide on a request: whom the policy names, and never the one who asked. */
export const approvalRule: Rule = (policy, action, { userId, listedAs = [], requestedBy }) => {
  if (action !== 'approval.decide') return undefined;
  if (userId !== undefined && userId === requestedBy) {
    return { rule: RULES.fourEyes, reason: 'It takes a second person: nobody decides on their own request.' };
  }
  const approvers: readonly string[] = approversNamed(policy);
  if ([userId ?? '', ...listedAs].some((entry) => approvers.includes(entry))) return undefined;
  const reason = 'The policy does not name you among those who approve. One of them has to decide.';
  return { rule: RULES.approvers, reason };
};
