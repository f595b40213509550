import type { JobHandlers, JobKind, JobRun } from '../../src/jobs/job.ts';

/** All kinds of jobs handled by one function. */
export function handleAll(
  handle: (kind: JobKind, payload: unknown, run: JobRun) => Promise<void>,
): JobHandlers {
  const of = (kind: JobKind) => (payload: unknown, run: JobRun) => handle(kind, payload, run);
  return {
    'delivery.process': of('delivery.process'),
    'preview.deploy': of('preview.deploy'),
    'preview.refresh': of('preview.refresh'),
    'preview.poll': of('preview.poll'),
    'preview.cancel': of('preview.cancel'),
    'preview.announce': of('preview.announce'),
    'message.deliver': of('message.deliver'),
  };
}
