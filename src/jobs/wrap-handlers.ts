import type { JobHandlers, JobKind, JobRun } from './job.ts';

/** A handler of whatever kind. */
export type AnyHandler = (payload: unknown, run: JobRun) => Promise<void>;

/** The same handlers, each with `wrap` around it. */
export function wrapHandlers(
  handlers: JobHandlers,
  wrap: (kind: JobKind, handle: AnyHandler) => AnyHandler,
): JobHandlers {
  const entries = Object.entries(handlers) as [JobKind, AnyHandler][];
  return Object.fromEntries(entries.map(([kind, handle]) => [kind, wrap(kind, handle)])) as JobHandlers;
}
