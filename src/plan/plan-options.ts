import type { Audit } from '../governance/audit.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { MicrostepField } from './microstep-fields.ts';

export interface PlanOptions {
  database: Database;
  settings: SettingsStore;
  gate: Gate;
  audit: Audit;
  policy: () => Policy;
  /** Told of every change that a person made to a microstep that was there before, within its transaction. */
  onChange: (
    transaction: Transaction,
    microstepId: string,
    changed: readonly MicrostepField[],
    actor: string,
  ) => Promise<void>;
  now: () => Date;
  newId: () => string;
  /** Which project's plan; the workspace's first where it is not said. */
  projectId?: string;
}

/** The project that an actor's plan is of. Throws `Refusal` where their workspace has none of that id. */
export async function projectOf({ settings, projectId }: PlanOptions, actor: Actor): Promise<string> {
  const { projects } = await settings.read(actor.workspaceId);
  const project = projectId === undefined ? projects[0] : projects.find(({ id }) => id === projectId);
  if (project) return project.id;
  throw new Refusal(`There is no project “${projectId ?? ''}”.`);
}
