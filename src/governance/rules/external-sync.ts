import { RULES } from '../rule-names.ts';
import type { Rule } from './rule.ts';

/** How many microsteps a refusal names. */
const REFS_NAMED = 5;

/** Where the policy wants every microstep in a tracker too, none is done that nobody there knows of. */
export const externalSyncRule: Rule = (policy, _action, { doneUnlinked: refs = [] }) => {
  if (!policy.integrations.external_sync_required || refs.length === 0) return undefined;
  const named = refs.slice(0, REFS_NAMED).join(', ');
  const more = refs.length > REFS_NAMED ? ` and ${refs.length - REFS_NAMED} more` : '';
  const reason = `Nothing is done that has no issue: ${named}${more}. Link one first, with \`/buildrunner link-issue\`.`;
  return { rule: RULES.externalSync, reason };
};
