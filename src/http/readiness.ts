import type { Queue } from '../jobs/job.ts';
import type { Readiness } from './operations.ts';

/** Ready while the database answers and nobody has asked the process to stop. */
export function createReadiness(queue: Pick<Queue, 'counts'>): Readiness & { stop(): void } {
  let stopping = false;
  return {
    stop() {
      stopping = true;
    },
    async check() {
      if (stopping) return { ready: false, reason: 'stopping' };
      try {
        await queue.counts();
        return { ready: true };
      } catch {
        return { ready: false, reason: 'the database does not answer' };
      }
    },
  };
}
