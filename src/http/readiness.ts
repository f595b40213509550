import type { Queue } from '../jobs/job.ts';
import { endsWithin } from '../timing/ends-within.ts';
import type { Timers } from '../timing/timers.ts';
import type { Readiness } from './operations.ts';

/** How long the database may take to answer, in ms: probes give up after some seconds themselves. */
const PATIENCE_MS = 2_000;

/** Ready once the work has begun, while the database answers and nobody has asked the process to stop. */
export function createReadiness(
  queue: Pick<Queue, 'counts'>,
  timers?: Timers,
): Readiness & { begin(): void; stop(): void } {
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
        if (await endsWithin(PATIENCE_MS, queue.counts(), timers)) return { ready: true };
        return { ready: false, reason: `the database does not answer within ${PATIENCE_MS / 1000} s` };
      } catch {
        return { ready: false, reason: 'the database does not answer' };
      }
    },
  };
}
