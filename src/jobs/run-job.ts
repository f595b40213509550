import type { JobRow } from '../store/schema.ts';
import type { JobHandlers, JobKind, JobKinds, JobRun } from './job.ts';

const MAX_ERROR_LENGTH = 2_000;

/** A kind that nothing handles: left behind by another version. */
class UnknownJobKind extends Error {
  override readonly name = 'UnknownJobKind';
  readonly retryable = false;
}

/** Calls the handler of a job's kind. Rejects with what it fails with. */
export async function runJob(job: JobRow, handlers: JobHandlers, signal: AbortSignal): Promise<void> {
  if (!isKnown(job.kind, handlers)) throw new UnknownJobKind(`nothing handles ${job.kind}`);
  await call(handlers, job.kind, JSON.parse(job.payload), { attempt: job.attempts, signal });
}

/** An error as it is kept with the job: one line or a few, never a whole page. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.length > MAX_ERROR_LENGTH ? `${text.slice(0, MAX_ERROR_LENGTH - 1)}…` : text;
}

function isKnown(kind: string, handlers: JobHandlers): kind is JobKind {
  return Object.hasOwn(handlers, kind);
}

function call<K extends JobKind>(
  handlers: JobHandlers,
  kind: K,
  payload: JobKinds[K],
  run: JobRun,
): Promise<void> {
  return handlers[kind](payload, run);
}
