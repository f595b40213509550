import type { DeadJob, JobKind, Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import type { Audit } from './audit.ts';
import type { Actor, Gate } from './gate.ts';
import { workspaceOfJob } from './job-workspace.ts';

/** How many one call revives: all of it is one transaction. */
const MOST = 500;

/** Jobs that were given up. Each throws `Refusal`. */
export interface DeadLetters {
  /** Those of the actor's workspace and those of no workspace, the oldest first. */
  list(actor: Actor): Promise<DeadJob[]>;
  /** Has one tried anew. Undefined where there is none of this id that the actor may see. */
  revive(actor: Actor, id: string): Promise<DeadJob | undefined>;
  /** Has all of them tried anew, or those of one kind. */
  reviveAll(actor: Actor, filter: { kind?: JobKind | undefined }): Promise<DeadJob[]>;
}

export function createDeadLetters(options: {
  database: Database;
  queue: Pick<Queue, 'dead' | 'revive'>;
  gate: Gate;
  audit: Audit;
}): DeadLetters {
  const { database, queue, gate, audit } = options;

  async function visible({ workspaceId }: Actor): Promise<DeadJob[]> {
    const dead = await queue.dead();
    const owners = await Promise.all(dead.map((job) => workspaceOfJob(database.db, job.payload)));
    return dead.filter((_job, i) => owners[i] === undefined || owners[i] === workspaceId);
  }

  function reviveThese({ workspaceId, userId }: Actor, jobs: readonly DeadJob[]): Promise<DeadJob[]> {
    return database.transaction(async (transaction) => {
      const revived: DeadJob[] = [];
      for (const job of jobs) {
        // Somebody else may have been quicker.
        if (!(await queue.revive(transaction, job.id))) continue;
        revived.push(job);
        const { id, kind, key, lastError } = job;
        const payload = { job: id, kind, key, cause: lastError };
        await audit.record(transaction, { workspaceId, actor: userId, action: 'job.revived', payload });
      }
      return revived;
    });
  }

  return {
    async list(actor) {
      await gate.require(actor, 'dead_letter.read');
      return visible(actor);
    },

    async revive(actor, id) {
      await gate.require(actor, 'dead_letter.revive');
      const job = (await visible(actor)).find((dead) => dead.id === id);
      return job && (await reviveThese(actor, [job]))[0];
    },

    async reviveAll(actor, { kind }) {
      await gate.require(actor, 'dead_letter.revive');
      const wanted = (await visible(actor)).filter((job) => kind === undefined || job.kind === kind);
      return reviveThese(actor, wanted.slice(0, MOST));
    },
  };
}
