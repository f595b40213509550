import type { Policy } from '../governance/policy-schema.ts';
import type { DoneMicrostep, Facts } from '../governance/rules/rule.ts';
import type { Executor } from '../store/database.ts';
import { linkedAmong } from '../store/issue-links.ts';
import type { MicrostepChanges } from '../store/microsteps.ts';
import type { MicrostepRow } from '../store/plan-schema.ts';
import { sectionsOf } from '../store/plan-sections.ts';
import { hasPassedPreview } from '../store/previews.ts';
import { defaultSection } from './current-plan.ts';
import { formatRef } from './ref.ts';

export interface MicrostepChange {
  before: MicrostepRow;
  changes: MicrostepChanges;
}

/** What the policy has to know of changes that people make to microsteps of one plan. */
export async function factsOfChanges(
  policy: Policy,
  executor: Executor,
  changed: readonly MicrostepChange[],
): Promise<Facts> {
  const ending = changed.filter(isDoneNow);
  const linked = await linkedAmong(
    executor,
    ending.map(({ before }) => before.id),
  );
  const unlinked = ending.filter(({ before }) => !linked.has(before.id));
  return {
    moves: changed.map(({ before, changes }) => {
      const { status: from } = before;
      return { ref: formatRef(before), from, to: changes.status ?? from };
    }),
    done: await doneMicrosteps(policy, executor, ending),
    doneUnlinked: unlinked.map(({ before }) => formatRef(before)),
  };
}

/** What it has to know of a change that a tracker tells of: where its microsteps go is not ours to say. */
export async function factsOfRemoteChange(
  policy: Policy,
  executor: Executor,
  change: MicrostepChange,
): Promise<Facts> {
  return { done: await doneMicrosteps(policy, executor, [change].filter(isDoneNow)) };
}

function isDoneNow({ before, changes }: MicrostepChange): boolean {
  return changes.status === 'done' && before.status !== 'done';
}

async function doneMicrosteps(
  policy: Policy,
  executor: Executor,
  ending: readonly MicrostepChange[],
): Promise<DoneMicrostep[]> {
  const [first] = ending;
  if (!first || policy.integrations.require_preview_for_phase.length === 0) return [];
  const { workspace_id: workspaceId, project_id: projectId } = first.before;
  const sections = await sectionsOf(executor, workspaceId, projectId);
  const found: DoneMicrostep[] = [];
  for (const { before, changes } of ending) {
    const after = { ...before, ...changes };
    const section = sections.find(({ phase, step }) => phase === after.phase && step === 0);
    found.push({
      ref: formatRef(after),
      phase: (section ?? defaultSection(after.phase)).title,
      branch: after.branch,
      passed: await hasPassedPreview(executor, after),
    });
  }
  return found;
}
