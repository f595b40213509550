import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Audit } from './audit.ts';
import { type Actor, type Gate, Refusal } from './gate.ts';

/** Longest name of a project, in characters. */
export const LONGEST_PROJECT_NAME = 80;

/** The project that a workspace works on. */
export interface Project {
  /** Throws `Refusal`. */
  name(actor: Actor): Promise<string>;
  /** Throws `Refusal`, also for a name that is empty or too long. */
  rename(actor: Actor, name: string): Promise<void>;
}

export function createProject(options: {
  database: Database;
  settings: SettingsStore;
  gate: Gate;
  audit: Audit;
}): Project {
  const { database, settings, gate, audit } = options;
  return {
    async name(actor) {
      await gate.require(actor, 'integration.read');
      return (await settings.read(actor.workspaceId)).projects[0]?.name ?? '';
    },

    async rename(actor, typed) {
      await gate.require(actor, 'project.rename');
      const name = typed.trim();
      if (name === '' || name.length > LONGEST_PROJECT_NAME) {
        throw new Refusal(`A project's name has 1 to ${LONGEST_PROJECT_NAME} characters.`);
      }
      const before = await settings.update(actor.workspaceId, ({ projects: [project] }) => {
        const former = project?.name;
        if (project) project.name = name;
        return former;
      });
      if (before === name) return;
      await audit.record(database.db, {
        workspaceId: actor.workspaceId,
        actor: actor.userId,
        action: 'project.renamed',
        payload: { before, after: name },
      });
    },
  };
}
