import type { Audit } from '../governance/audit.ts';
import type { Transaction } from '../store/database.ts';
import {
  addMicrostepHistory,
  insertMicrosteps,
  type MicrostepChanges,
  updateMicrostep,
} from '../store/microsteps.ts';
import type { MicrostepRow } from '../store/plan-schema.ts';
import { MICROSTEP_FIELDS, type MicrostepField } from './microstep-fields.ts';
import { formatRef } from './ref.ts';

/** Writes microsteps together with what has to tell of it: their history and the audit log. */
export interface Recorder {
  create(transaction: Transaction, rows: readonly MicrostepRow[], actor: string): Promise<void>;
  /** Gives the microstep as it is then, and which of its fields are other than before; none leave no trace. */
  change(
    transaction: Transaction,
    before: MicrostepRow,
    changes: MicrostepChanges,
    actor: string,
  ): Promise<{ row: MicrostepRow; changed: MicrostepField[] }>;
}

/** Rows of one statement, so that no engine's limit of parameters is met. */
const BATCH = 500;

export function createRecorder(options: { audit: Audit; now: () => Date; newId: () => string }): Recorder {
  const { audit, now, newId } = options;
  return {
    async create(transaction, rows, actor) {
      for (let start = 0; start < rows.length; start += BATCH) {
        const batch = rows.slice(start, start + BATCH);
        await insertMicrosteps(transaction, ...batch);
        const entries = batch.map((row) => ({
          workspaceId: row.workspace_id,
          actor,
          action: 'microstep.created',
          payload: { microstep: formatRef(row), project: row.project_id, title: row.title },
        }));
        await audit.record(transaction, ...entries);
      }
    },

    async change(transaction, before, changes, actor) {
      const changed = MICROSTEP_FIELDS.filter(
        (field) => changes[field] !== undefined && changes[field] !== before[field],
      );
      if (changed.length === 0) return { row: before, changed };
      const at = now().toISOString();
      const news = Object.fromEntries(changed.map((field) => [field, changes[field]])) as MicrostepChanges;
      const row = { ...before, ...news, updated_at: at };
      await updateMicrostep(transaction, before.id, { ...news, updated_at: at });
      const history = changed.map((field) => ({
        id: newId(),
        workspace_id: before.workspace_id,
        microstep_id: before.id,
        field,
        before: before[field],
        after: row[field],
        actor,
        at,
      }));
      await addMicrostepHistory(transaction, ...history);
      await audit.record(transaction, {
        workspaceId: before.workspace_id,
        actor,
        action: 'microstep.changed',
        payload: { microstep: formatRef(row), project: row.project_id, fields: changed, status: row.status },
      });
      return { row, changed };
    },
  };
}
