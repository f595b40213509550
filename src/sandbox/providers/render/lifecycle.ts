import type { Deploy, FailureKind } from './world.ts';

/** Where a deploy has got to by itself, in the vendor's words but for `succeeded`, which is live or replaced. */
export type Stage =
  | 'created'
  | 'queued'
  | 'build_in_progress'
  | 'pre_deploy_in_progress'
  | 'update_in_progress'
  | 'succeeded'
  | FailedStatus
  | 'canceled';

export type FailedStatus = 'build_failed' | 'pre_deploy_failed' | 'update_failed';

/** Which step of a deploy each failure is in. */
export const FAILED_STATUS: Readonly<Record<FailureKind, FailedStatus>> = {
  'type error': 'build_failed',
  'failing test': 'build_failed',
  'missing module': 'build_failed',
  'pre-deploy command': 'pre_deploy_failed',
  'never starts': 'update_failed',
};

/** Parts of the whole time from request to end. */
const PART = { queued: 1 / 20, starts: 1 / 6, preDeploy: 2 / 3, update: 5 / 6 } as const;

type Schedule = Pick<Deploy, 'queuedAt' | 'startsAt' | 'preDeployAt' | 'updateAt' | 'endsAt'>;

/** When a deploy made now reaches each step: `buildMs` milliseconds from the request to its end. */
export function scheduleFrom(now: number, buildMs: number, held: boolean): Schedule {
  const at = (part: number) => now + Math.round(buildMs * part);
  return {
    queuedAt: at(PART.queued),
    startsAt: at(PART.starts),
    preDeployAt: held ? null : at(PART.preDeploy),
    updateAt: held ? null : at(PART.update),
    endsAt: held ? null : at(1),
  };
}

/** The stage is a function of stored times and the clock, so it goes on while the process is down. */
export function stageAt(deploy: Deploy, now: number): Stage {
  const { canceledAt, endsAt, failure, queuedAt, startsAt, preDeployAt, updateAt } = deploy;
  const failed = failure ? FAILED_STATUS[failure] : undefined;
  if (canceledAt !== null) return 'canceled';
  if (endsAt !== null && now >= endsAt) return failed ?? 'succeeded';
  if (now < queuedAt) return 'created';
  if (now < startsAt) return 'queued';
  if (preDeployAt === null || now < preDeployAt || failed === 'build_failed') return 'build_in_progress';
  if (updateAt === null || now < updateAt || failed === 'pre_deploy_failed') return 'pre_deploy_in_progress';
  return 'update_in_progress';
}

export function hasEnded(deploy: Deploy, now: number): boolean {
  return deploy.canceledAt !== null || (deploy.endsAt !== null && now >= deploy.endsAt);
}

/** When the build itself is over, or undefined while nobody knows. */
export function buildEndsAt({ failure, preDeployAt, endsAt }: Deploy): number | undefined {
  const failsInBuild = failure !== null && FAILED_STATUS[failure] === 'build_failed';
  return (failsInBuild ? endsAt : preDeployAt) ?? undefined;
}

/** When the stage changes next, or undefined where it will not by itself. */
export function nextChangeAt(deploy: Deploy, now: number): number | undefined {
  if (hasEnded(deploy, now)) return undefined;
  const { queuedAt, startsAt, preDeployAt, updateAt, endsAt } = deploy;
  const ahead = [queuedAt, startsAt, preDeployAt, updateAt, endsAt].filter((at) => at !== null && at > now);
  return ahead.length > 0 ? Math.min(...ahead.map(Number)) : undefined;
}

/** Keeps a deploy in its build; one whose build is over already runs out. */
export function hold(deploy: Deploy, now: number): void {
  const buildEnd = buildEndsAt(deploy);
  if (buildEnd === undefined || buildEnd <= now) return;
  deploy.preDeployAt = null;
  deploy.updateAt = null;
  deploy.endsAt = null;
}

/** Lets a held deploy go on: the steps after its build take their part of `buildMs` from now. */
export function resume(deploy: Deploy, now: number, buildMs: number): void {
  const buildEnd = Math.max(deploy.createdAt + Math.round(buildMs * PART.preDeploy), now + buildMs / 4);
  deploy.preDeployAt = Math.round(buildEnd);
  deploy.updateAt = Math.round(buildEnd + buildMs * (PART.update - PART.preDeploy));
  deploy.endsAt = Math.round(buildEnd + buildMs * (1 - PART.preDeploy));
}

/** Ends a deploy at once, well or badly. */
export function finish(deploy: Deploy, now: number, failure: FailureKind | null): void {
  deploy.failure = failure;
  deploy.queuedAt = Math.min(deploy.queuedAt, now);
  deploy.startsAt = Math.min(deploy.startsAt, now);
  deploy.preDeployAt = Math.min(deploy.preDeployAt ?? now, now);
  deploy.updateAt = Math.min(deploy.updateAt ?? now, now);
  deploy.endsAt = now;
}
