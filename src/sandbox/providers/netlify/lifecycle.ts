import type { Deploy, FailureKind, NetlifyState } from './world.ts';

/** The parts of the whole time after which a deploy is enqueued, builds, and is processed. */
const ENQUEUED_PART = 1 / 12;
const BUILDING_PART = 1 / 4;
const PROCESSING_PART = 5 / 6;

/** What a held build has left to do once it may go on, as a part of the whole time. */
const LEFT_PART = 1 / 3;

type Schedule = Pick<Deploy, 'enqueuedAt' | 'buildingAt' | 'processingAt' | 'endsAt'>;

/** When a deploy made now reaches each state: `buildMs` milliseconds from the request to its end. */
export function scheduleFrom(
  now: number,
  buildMs: number,
  { held, failure }: { held: boolean; failure: FailureKind | null },
): Schedule {
  const after = (part: number) => now + Math.round(buildMs * part);
  return {
    enqueuedAt: after(ENQUEUED_PART),
    buildingAt: failure === 'never starts' ? null : after(BUILDING_PART),
    processingAt: held || failure ? null : after(PROCESSING_PART),
    endsAt: held ? null : now + buildMs,
  };
}

/** The state is a function of stored times and the clock, so it goes on while the process is down. */
export function stateAt(deploy: Deploy, now: number): NetlifyState {
  const { enqueuedAt, buildingAt, processingAt, endsAt, failure, canceledAt } = deploy;
  if (canceledAt !== null) return 'error';
  if (isPast(endsAt, now)) return failure ? 'error' : 'ready';
  if (isPast(processingAt, now)) return 'processing';
  if (isPast(buildingAt, now)) return 'building';
  return isPast(enqueuedAt, now) ? 'enqueued' : 'new';
}

export function hasEnded(deploy: Deploy, now: number): boolean {
  return ['ready', 'error'].includes(stateAt(deploy, now));
}

/** When the state changes next, or undefined where it will not by itself. */
export function nextChangeAt(deploy: Deploy, now: number): number | undefined {
  if (hasEnded(deploy, now)) return undefined;
  const times = [deploy.enqueuedAt, deploy.buildingAt, deploy.processingAt, deploy.endsAt];
  const ahead = times.filter((time): time is number => time !== null && time > now);
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}

/** Keeps a build from ending by itself; one that is being processed already runs out. */
export function hold(deploy: Deploy, now: number): void {
  if (stateAt(deploy, now) === 'processing') return;
  deploy.processingAt = null;
  deploy.endsAt = null;
}

/** Lets a held build go on. */
export function resume(deploy: Deploy, now: number, buildMs: number): void {
  const endsAt = Math.max(deploy.createdAt + buildMs, now + Math.round(buildMs * LEFT_PART));
  deploy.endsAt = endsAt;
  if (!deploy.failure) deploy.processingAt = endsAt - Math.round(buildMs * (1 - PROCESSING_PART));
}

/** Ends a build at once, well or badly. */
export function finish(deploy: Deploy, now: number, failure: FailureKind | null): void {
  deploy.failure = failure;
  deploy.enqueuedAt = Math.min(deploy.enqueuedAt, now);
  deploy.buildingAt = failure === 'never starts' ? null : Math.min(deploy.buildingAt ?? now, now);
  deploy.processingAt = null;
  deploy.endsAt = now;
}

function isPast(time: number | null, now: number): boolean {
  return time !== null && now >= time;
}
