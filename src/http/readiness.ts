import type { Queue } from '../jobs/job.ts';
import type { Readiness } from './operations.ts';

/** Ready once the work has begun, while the database answers and nobody has asked the process to stop. */
export function createReadiness(queue: Pick<Queue, 'counts'>): Readiness & { begin(): void; stop(): void } {
  let phase: 'starting' | 'working' | 'stopping' = 'starting';
  return {
    begin() {
      phase = 'working';
    },
    stop() {
      phase = 'stopping';
    },
    async check() {
      if (phase !== 'working') return { ready: false, reason: phase };
      try {
        await queue.counts();
        return { ready: true };
      } catch {
        return { ready: false, reason: 'the database does not answer' };
      }
    },
  };
}
