import { describeIssue } from '../config/schema-issues.ts';
import { type Actor, Refusal } from '../governance/gate.ts';
import { findMicrostep, type MicrostepChanges } from '../store/microsteps.ts';
import type { MicrostepRow, MicrostepStatus } from '../store/plan-schema.ts';
import { insertSectionsIfNew } from '../store/plan-sections.ts';
import { defaultSection, readCurrentPlan } from './current-plan.ts';
import { factsOfChanges } from './facts-of-changes.ts';
import { microstepChangesSchema } from './microstep-fields.ts';
import { newMicrostep } from './new-microstep.ts';
import { placeForNew } from './place-for-new.ts';
import { PLAN_LIMITS } from './plan-document.ts';
import { type PlanOptions, projectOf } from './plan-options.ts';
import type { PlanQueries } from './queries.ts';
import type { Recorder } from './record.ts';

/** What people do with microsteps. Each is durable when it returns; what cannot be done is a `Refusal`. */
export interface PlanEdits {
  /** Puts a microstep at the end of `section` (`p1.s2`, or `p1` for its last step), or of the plan's last step. */
  add(actor: Actor, title: string, about?: MicrostepChanges & { section?: string }): Promise<MicrostepRow>;
  setStatus(actor: Actor, ref: string, status: MicrostepStatus): Promise<MicrostepRow>;
  /** Changes what is given and nothing else; null takes an assignee or a branch away. */
  update(actor: Actor, ref: string, changes: MicrostepChanges): Promise<MicrostepRow>;
}

export function createPlanEdits(
  options: PlanOptions & { recorder: Recorder; queries: PlanQueries },
): PlanEdits {
  const { database, gate, policy, recorder, queries, now, newId } = options;

  async function update(actor: Actor, ref: string, changes: MicrostepChanges): Promise<MicrostepRow> {
    const act = { kind: 'microstep.update', input: { ref, changes } } as const;
    return gate.requireWithin(actor, 'plan.edit', act, async (check) => {
      check({});
      const wanted = readChanges(changes);
      const { id } = await queries.get(actor, ref);
      return database.transaction(async (transaction) => {
        const current = await findMicrostep(transaction, id);
        if (!current) throw new Refusal(`${ref} is gone.`);
        check(await factsOfChanges(policy(), transaction, [{ before: current, changes: wanted }]));
        const { row, changed } = await recorder.change(transaction, current, wanted, actor.userId);
        if (changed.length > 0) await options.onChange(transaction, id, changed, actor.userId);
        return row;
      });
    });
  }

  return {
    update,
    setStatus: (actor, ref, status) => update(actor, ref, { status }),

    async add(actor, title, { section, ...fields } = {}) {
      const act = { kind: 'microstep.add', input: { title, section, ...fields } } as const;
      const facts = fields.status === 'done' ? { doneUnlinked: ['the new microstep'] } : {};
      await gate.require(actor, 'plan.edit', facts, act);
      if (title.trim() === '') {
        throw new Refusal('Say what is to be done: `/buildrunner step add Build the login form`.');
      }
      const given = { ...readChanges(fields), title: readChanges({ title }).title ?? title };
      const where = { workspace_id: actor.workspaceId, project_id: await projectOf(options, actor) };
      return database.transaction(async (transaction) => {
        const current = await readCurrentPlan(transaction, where.workspace_id, where.project_id);
        if (current.microsteps.size >= PLAN_LIMITS.microsteps) {
          throw new Refusal(`A plan has at most ${PLAN_LIMITS.microsteps} microsteps.`);
        }
        const place = placeForNew(current, section);
        const row = newMicrostep({ id: newId(), ...where, ...place, ...given }, now());
        const { created_at, updated_at } = row;
        const sections = [defaultSection(row.phase), defaultSection(row.phase, row.step)];
        await insertSectionsIfNew(
          transaction,
          ...sections.map((one) => ({ ...where, ...one, created_at, updated_at })),
        );
        await recorder.create(transaction, [row], actor.userId);
        return row;
      });
    },
  };
}

/** Throws `Refusal` saying what is wrong with which field. */
function readChanges(changes: MicrostepChanges): MicrostepChanges {
  const read = microstepChangesSchema.safeParse(changes, { error: describeIssue });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Refusal(
    `The ${String(issue?.path[0] ?? 'change')} cannot be that: ${issue?.message ?? 'not valid'}.`,
  );
}
