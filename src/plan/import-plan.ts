import { type Actor, Refusal } from '../governance/gate.ts';
import type { Facts } from '../governance/rules/rule.ts';
import type { Executor } from '../store/database.ts';
import { type CurrentPlan, readCurrentPlan } from './current-plan.ts';
import { changesOf, diffPlan, isEmptyDiff, type PlanDiff } from './diff-plan.ts';
import { documentOf } from './document-of.ts';
import { factsOfChanges } from './facts-of-changes.ts';
import { parsePlan, printPlan } from './parse-plan.ts';
import type { PlanFormat, PlanProblem } from './parsed-plan.ts';
import { PLAN_LIMITS } from './plan-document.ts';
import { type PlanOptions, projectOf } from './plan-options.ts';
import type { Recorder } from './record.ts';
import { staleParts } from './stale-parts.ts';
import { writeDiff } from './write-diff.ts';

export type ImportPreview = { ok: true; diff: PlanDiff } | { ok: false; problems: PlanProblem[] };

export interface PlanImport {
  /** What importing a text would do; nothing is done. Throws `Refusal` where the policy would not let it happen. */
  previewImport(actor: Actor, text: string, format?: PlanFormat): Promise<ImportPreview>;
  /** Does what was shown, all of it or nothing. Throws `Refusal` where the plan has changed since. */
  applyPlan(actor: Actor, diff: PlanDiff): Promise<void>;
  /** The plan as a text that can be edited and imported again. */
  exportPlan(actor: Actor, format: PlanFormat): Promise<string>;
}

const REFS_NAMED = 10;

export function createPlanImport(options: PlanOptions & { recorder: Recorder }): PlanImport {
  const { database, gate, audit, policy } = options;

  /** What is new comes as it is: what was done elsewhere before needs no leave, and has no issue yet. */
  async function factsOf(executor: Executor, current: CurrentPlan, diff: PlanDiff): Promise<Facts> {
    if (current.microsteps.size + diff.added.length > PLAN_LIMITS.microsteps) {
      throw new Refusal(
        `A plan has at most ${PLAN_LIMITS.microsteps} microsteps; it has ${current.microsteps.size}, and this adds ${diff.added.length}.`,
      );
    }
    const changed = diff.changed.flatMap(({ ref, changes }) => {
      const before = current.microsteps.get(ref);
      return before ? [{ before, changes: changesOf(changes) }] : [];
    });
    return factsOfChanges(policy(), executor, changed);
  }

  return {
    async previewImport(actor, text, format) {
      return gate.requireWithin(actor, 'plan.import', undefined, async (check): Promise<ImportPreview> => {
        check({});
        const parsed = parsePlan(text, format);
        if (!parsed.ok) return parsed;
        const project = await projectOf(options, actor);
        const current = await readCurrentPlan(database.db, actor.workspaceId, project);
        const diff = diffPlan(current, parsed.plan);
        check(await factsOf(database.db, current, diff));
        return { ok: true, diff };
      });
    },

    async applyPlan(actor, diff) {
      await gate.require(actor, 'plan.import');
      if (isEmptyDiff(diff)) return;
      const where = { workspace_id: actor.workspaceId, project_id: await projectOf(options, actor) };
      await gate.requireWithin(actor, 'plan.import', undefined, (check) =>
        database.transaction(async (transaction) => {
          const current = await readCurrentPlan(transaction, where.workspace_id, where.project_id);
          const stale = staleParts(current, diff);
          if (stale.length > 0) {
            const named = stale.slice(0, REFS_NAMED).join(', ');
            throw new Refusal(`The plan has changed since this was shown: ${named}. Import it again.`);
          }
          check(await factsOf(transaction, current, diff));
          await writeDiff(transaction, { ...options, where, current, actor: actor.userId }, diff);
          await audit.record(transaction, {
            workspaceId: actor.workspaceId,
            actor: actor.userId,
            action: 'plan.imported',
            payload: {
              project: where.project_id,
              sections: diff.addedSections.length + diff.renamedSections.length,
              added: diff.added.length,
              changed: diff.changed.length,
              unchanged: diff.unchanged.length,
              missing: diff.missing.length,
            },
          });
        }),
      );
    },

    async exportPlan(actor, format) {
      await gate.require(actor, 'plan.read');
      const project = await projectOf(options, actor);
      return printPlan(documentOf(await readCurrentPlan(database.db, actor.workspaceId, project)), format);
    },
  };
}
