import type { JobHandlers, JobKind, JobRun } from '../../src/jobs/job.ts';

/** All kinds of jobs handled by one function. */
export function handleAll(
  handle: (kind: JobKind, payload: unknown, run: JobRun) => Promise<void>,
): JobHandlers {
  // Whatever kinds there are or will be: the queue looks a handler up by its kind and asks no more.
  return new Proxy({} as JobHandlers, {
    get: (_handlers, kind: JobKind) => (payload: unknown, run: JobRun) => handle(kind, payload, run),
    has: () => true,
  });
}
