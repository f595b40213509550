import type { Deployment, VercelState } from './world.ts';

/** The part of the whole build time that a deployment waits in the queue, and the part until it builds. */
const QUEUED_PART = 1 / 6;
const STARTED_PART = 1 / 4;

/** How far a held build gets in its own work. */
export const HELD_PART = 0.6;

type Schedule = Pick<Deployment, 'initializingAt' | 'buildingAt' | 'endsAt'>;

/** When a deployment made now reaches each state: `buildMs` milliseconds from the request to its end. */
export function scheduleFrom(
  now: number,
  buildMs: number,
  options: { held: boolean; starts: boolean },
): Schedule {
  return {
    initializingAt: now + Math.round(buildMs * QUEUED_PART),
    buildingAt: options.starts ? now + Math.round(buildMs * STARTED_PART) : null,
    endsAt: options.held ? null : now + buildMs,
  };
}

/** How long a build that nothing delays works, once it has started, in milliseconds. */
export function workingTime({ createdAt, buildingAt }: Deployment): number {
  return buildingAt === null ? 0 : ((buildingAt - createdAt) / STARTED_PART) * (1 - STARTED_PART);
}

/** The state is a function of stored times and the clock, so it goes on while the process is down. */
export function stateAt(deployment: Deployment, now: number): VercelState {
  if (deployment.canceledAt !== null) return 'CANCELED';
  if (deployment.endsAt !== null && now >= deployment.endsAt) return deployment.failure ? 'ERROR' : 'READY';
  if (deployment.buildingAt !== null && now >= deployment.buildingAt) return 'BUILDING';
  return now >= deployment.initializingAt ? 'INITIALIZING' : 'QUEUED';
}

export function hasEnded(deployment: Deployment, now: number): boolean {
  return ['READY', 'ERROR', 'CANCELED'].includes(stateAt(deployment, now));
}

/** When the state changes next, or undefined where it will not by itself. */
export function nextChangeAt(deployment: Deployment, now: number): number | undefined {
  if (hasEnded(deployment, now)) return undefined;
  const ahead = [deployment.initializingAt, deployment.buildingAt, deployment.endsAt].filter(
    (time): time is number => time !== null && time > now,
  );
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}

/** Keeps a build from ending by itself; one that is in the last part of its work already runs out. */
export function hold(deployment: Deployment, now: number): void {
  const left = (deployment.endsAt ?? Number.POSITIVE_INFINITY) - now;
  if (left >= Math.floor(workingTime(deployment) * (1 - HELD_PART))) deployment.endsAt = null;
}

/** Lets a held build go on: what it has left takes the last part of its `buildMs`. */
export function resume(deployment: Deployment, now: number, buildMs: number): void {
  const planned = deployment.createdAt + buildMs;
  deployment.endsAt = Math.max(planned, now + Math.round(buildMs * (1 - STARTED_PART) * (1 - HELD_PART)));
}

/** Ends a build at once, well or badly. */
export function finish(deployment: Deployment, now: number, failure: Deployment['failure']): void {
  deployment.failure = failure;
  deployment.initializingAt = Math.min(deployment.initializingAt, now);
  if (failure === 'never starts') deployment.buildingAt = null;
  else deployment.buildingAt = Math.min(deployment.buildingAt ?? now, now);
  deployment.endsAt = now;
}
