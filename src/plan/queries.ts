import { type Actor, Refusal } from '../governance/gate.ts';
import { microstepAt, microstepHistory, microstepsOf } from '../store/microsteps.ts';
import type { MicrostepHistoryRow, MicrostepRow } from '../store/plan-schema.ts';
import { readCurrentPlan, type Section } from './current-plan.ts';
import { matchesFilter, type PlanFilter, readPlanFilter } from './plan-filter.ts';
import { type PlanOptions, projectOf } from './plan-options.ts';
import { formatRef, parseRef } from './ref.ts';

/** How many changes of a microstep are given. */
const HISTORY_LENGTH = 20;

export interface PlanQueries {
  /** In the plan's order; a text is read as a person types a filter. */
  list(actor: Actor, filter?: PlanFilter | string): Promise<MicrostepRow[]>;
  /** Phases, each with its steps after it, in the plan's order. */
  sections(actor: Actor): Promise<Section[]>;
  /** By `p1.s2.ms3`. Throws `Refusal`. */
  get(actor: Actor, ref: string): Promise<MicrostepRow>;
  /** Newest first. */
  history(actor: Actor, microstep: Pick<MicrostepRow, 'id'>): Promise<MicrostepHistoryRow[]>;
}

export function createPlanQueries(options: PlanOptions): PlanQueries {
  const { database, gate } = options;
  return {
    async list(actor, filter = {}) {
      await gate.require(actor, 'plan.read');
      const wanted = typeof filter === 'string' ? readPlanFilter(filter, actor.userId) : filter;
      const all = await microstepsOf(database.db, actor.workspaceId, await projectOf(options, actor));
      return all.filter((row) => matchesFilter(row, wanted));
    },

    async sections(actor) {
      await gate.require(actor, 'plan.read');
      const project = await projectOf(options, actor);
      const current = await readCurrentPlan(database.db, actor.workspaceId, project);
      return [...current.sections.values()];
    },

    async get(actor, ref) {
      await gate.require(actor, 'plan.read');
      const place = parseRef(ref);
      if (!place) throw new Refusal(`“${ref.slice(0, 40)}” is no microstep; they are called like p1.s2.ms3.`);
      const project = await projectOf(options, actor);
      const found = await microstepAt(database.db, actor.workspaceId, project, place);
      if (found) return found;
      throw new Refusal(`There is no microstep ${formatRef(place)}. \`/buildrunner steps\` lists them.`);
    },

    async history(actor, microstep) {
      await gate.require(actor, 'plan.read');
      const rows = await microstepHistory(database.db, microstep.id, HISTORY_LENGTH);
      return rows.filter((row) => row.workspace_id === actor.workspaceId);
    },
  };
}
