import type { Audit } from '../governance/audit.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { Database, Transaction } from '../store/database.ts';
import {
  addMicrostepHistory,
  findMicrostep,
  insertMicrostep,
  type MicrostepChanges,
  microstepAt,
  microstepHistory,
  microstepsOf,
  updateMicrostep,
} from '../store/microsteps.ts';
import type { MicrostepHistoryRow, MicrostepRow, MicrostepStatus } from '../store/plan-schema.ts';
import type { SettingsStore } from '../store/settings.ts';
import { formatRef, parseRef } from './ref.ts';

export interface PlanOptions {
  database: Database;
  settings: SettingsStore;
  gate: Gate;
  audit: Audit;
  policy: () => Policy;
  /** Told of every change of a person's, within its transaction. */
  onChange: (transaction: Transaction, microstepId: string) => Promise<void>;
  now: () => Date;
  newId: () => string;
}

export interface Plan {
  /** In the plan's order; `text` is looked for in titles and references. */
  list(actor: Actor, text?: string): Promise<MicrostepRow[]>;
  /** By `p1.s2.ms3`. Throws `Refusal`. */
  get(actor: Actor, ref: string): Promise<MicrostepRow>;
  /** Newest first. */
  history(actor: Actor, microstep: MicrostepRow): Promise<MicrostepHistoryRow[]>;
  /** Puts a microstep at the end of the plan's last step. */
  add(actor: Actor, title: string): Promise<MicrostepRow>;
  /** Throws `Refusal` where the policy has no way from the status it has. */
  setStatus(actor: Actor, ref: string, status: MicrostepStatus): Promise<MicrostepRow>;
  /** What came from a tracker: kept with its history like any other change, asked of nobody, told to no tracker. */
  applyRemote(
    transaction: Transaction,
    microstepId: string,
    changes: MicrostepChanges,
    actor: string,
  ): Promise<void>;
}

const LONGEST_TITLE = 500;

export function createPlan(options: PlanOptions): Plan {
  const { database, settings, gate, audit, policy, now, newId } = options;

  async function projectOf(workspaceId: string): Promise<string> {
    const { projects } = await settings.read(workspaceId);
    return projects[0]?.id ?? 'default';
  }

  async function get(actor: Actor, ref: string): Promise<MicrostepRow> {
    await gate.require(actor, 'plan.read');
    const place = parseRef(ref);
    if (!place) throw new Refusal(`“${ref.slice(0, 40)}” is no microstep; they are called like p1.s2.ms3.`);
    const project = await projectOf(actor.workspaceId);
    const found = await microstepAt(database.db, actor.workspaceId, project, place);
    if (!found)
      throw new Refusal(`There is no microstep ${formatRef(place)}. \`/buildrunner steps\` lists them.`);
    return found;
  }

  async function change(
    transaction: Transaction,
    before: MicrostepRow,
    changes: MicrostepChanges,
    actor: string,
  ) {
    const fields = (Object.keys(changes) as (keyof MicrostepChanges)[]).filter(
      (field) => changes[field] !== undefined && changes[field] !== before[field],
    );
    if (fields.length === 0) return before;
    const at = now().toISOString();
    const after = { ...before, ...changes, updated_at: at };
    await updateMicrostep(transaction, before.id, { ...changes, updated_at: at });
    const rows = fields.map((field) => ({
      id: newId(),
      workspace_id: before.workspace_id,
      microstep_id: before.id,
      field,
      before: before[field],
      after: after[field],
      actor,
      at,
    }));
    await addMicrostepHistory(transaction, ...rows);
    const payload = { microstep: formatRef(before), fields, status: after.status };
    await audit.record(transaction, {
      workspaceId: before.workspace_id,
      actor,
      action: 'microstep.changed',
      payload,
    });
    return after;
  }

  return {
    get,

    async list(actor, text = '') {
      await gate.require(actor, 'plan.read');
      const all = await microstepsOf(database.db, actor.workspaceId, await projectOf(actor.workspaceId));
      const wanted = text.toLowerCase();
      return all.filter((row) =>
        `${formatRef(row)} ${row.title} ${row.status}`.toLowerCase().includes(wanted),
      );
    },

    async history(actor, microstep) {
      await gate.require(actor, 'plan.read');
      return microstepHistory(database.db, microstep.id, 20);
    },

    async add(actor, title) {
      await gate.require(actor, 'plan.edit');
      const trimmed = title.trim();
      if (trimmed === '')
        throw new Refusal('Say what is to be done: `/buildrunner step add Build the login form`.');
      if (trimmed.length > LONGEST_TITLE)
        throw new Refusal(`A title has at most ${LONGEST_TITLE} characters.`);
      const project = await projectOf(actor.workspaceId);
      return database.transaction(async (transaction) => {
        const last = (await microstepsOf(transaction, actor.workspaceId, project)).at(-1);
        const at = now().toISOString();
        const row: MicrostepRow = {
          id: newId(),
          workspace_id: actor.workspaceId,
          project_id: project,
          phase: last?.phase ?? 1,
          step: last?.step ?? 1,
          number: (last?.number ?? 0) + 1,
          title: trimmed,
          description: '',
          status: 'todo',
          priority: 'none',
          assignee: null,
          branch: null,
          created_at: at,
          updated_at: at,
        };
        await insertMicrostep(transaction, row);
        await audit.record(transaction, {
          workspaceId: actor.workspaceId,
          actor: actor.userId,
          action: 'microstep.created',
          payload: { microstep: formatRef(row), title: trimmed },
        });
        return row;
      });
    },

    async setStatus(actor, ref, status) {
      await gate.require(actor, 'plan.edit');
      const { id } = await get(actor, ref);
      return database.transaction(async (transaction) => {
        const current = await findMicrostep(transaction, id);
        if (!current) throw new Refusal(`${ref} is gone.`);
        const ways = policy().microsteps.allowed_transitions?.[current.status];
        if (current.status !== status && ways && !ways.includes(status)) {
          const known = ways.length > 0 ? ways.join(', ') : 'nowhere';
          const reason = `${formatRef(current)} is ${current.status}; from there it goes to: ${known}.`;
          throw new Refusal(reason, 'microsteps.allowed_transitions');
        }
        const after = await change(transaction, current, { status }, actor.userId);
        if (after !== current) await options.onChange(transaction, id);
        return after;
      });
    },

    async applyRemote(transaction, microstepId, changes, actor) {
      const current = await findMicrostep(transaction, microstepId);
      if (current) await change(transaction, current, changes, actor);
    },
  };
}
