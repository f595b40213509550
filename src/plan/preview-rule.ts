import { Refusal } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import { decideDone } from '../governance/preview-required.ts';
import type { Executor } from '../store/database.ts';
import type { MicrostepChanges } from '../store/microsteps.ts';
import type { MicrostepRow } from '../store/plan-schema.ts';
import { sectionsOf } from '../store/plan-sections.ts';
import { hasPassedPreview } from '../store/previews.ts';
import { defaultSection } from './current-plan.ts';
import { formatRef } from './ref.ts';

/**
 * Why the policy does not let these changes make a microstep done yet, with the deployment that would mend it;
 * undefined where it lets them, and where it is done already.
 */
export async function doneRefused(
  policy: Policy,
  executor: Executor,
  before: MicrostepRow,
  changes: MicrostepChanges,
): Promise<Refusal | undefined> {
  if (changes.status !== 'done' || before.status === 'done') return undefined;
  if (policy.integrations.require_preview_for_phase.length === 0) return undefined;
  const microstep = { ...before, ...changes };
  const { workspace_id: workspaceId, project_id: projectId, branch } = microstep;
  const sections = await sectionsOf(executor, workspaceId, projectId);
  const { title } =
    sections.find(({ phase, step }) => phase === microstep.phase && step === 0) ??
    defaultSection(microstep.phase);
  const ref = formatRef(microstep);
  const passed = await hasPassedPreview(executor, microstep);
  const decision = decideDone(policy, { ref, phase: title, branch, passed });
  if (decision.allowed) return undefined;
  return new Refusal(decision.reason, decision.rule, { deploy: { microstep: ref } });
}

/** Throws that `Refusal`. */
export async function checkDone(...given: Parameters<typeof doneRefused>): Promise<void> {
  const refusal = await doneRefused(...given);
  if (refusal) throw refusal;
}
