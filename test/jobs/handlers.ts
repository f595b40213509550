import type { JobHandlers, JobKind, JobRun } from '../../src/jobs/job.ts';

const KINDS: Readonly<Record<JobKind, true>> = {
  'delivery.process': true,
  'preview.deploy': true,
  'preview.refresh': true,
  'preview.poll': true,
  'preview.cancel': true,
  'preview.supersede': true,
  'preview.expire': true,
  'preview.report': true,
  'preview.sweep': true,
  'preview.announce': true,
  'workflow.complete': true,
  'deployment.announce': true,
  'issue.reconcile': true,
  'issue.create': true,
  'issue.match': true,
  'issue.sync': true,
  'issue.sync_all': true,
  'issue.announce': true,
  'issue.suggest': true,
  'approval.announce': true,
  'approval.expire': true,
  'approval.run': true,
  'message.deliver': true,
  'slack.event': true,
  'audit.prune': true,
  'integration.watch': true,
  'delivery.prune': true,
  'news.release': true,
  'credential.remind': true,
  'vault.reseal': true,
};

/** All kinds of jobs handled by one function. */
export function handleAll(
  handle: (kind: JobKind, payload: unknown, run: JobRun) => Promise<void>,
): JobHandlers {
  const entries = (Object.keys(KINDS) as JobKind[]).map((kind) => [
    kind,
    (payload: unknown, run: JobRun) => handle(kind, payload, run),
  ]);
  return Object.fromEntries(entries);
}
