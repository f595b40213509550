import type { Deployment, DeploymentState, DeploymentTarget } from '../contract.ts';
import type { DeploymentAnswer } from './answers.ts';

/** Where our marker stands in a deployment's `meta`. */
export const MARKER_KEY = 'buildrunnerPreview';

const STATES: Readonly<Record<string, DeploymentState>> = {
  QUEUED: 'queued',
  INITIALIZING: 'building',
  BUILDING: 'building',
  READY: 'ready',
  ERROR: 'failed',
  CANCELED: 'cancelled',
};

const EVENT_STATES: Readonly<Record<string, DeploymentState>> = {
  'deployment.created': 'queued',
  'deployment.ready': 'ready',
  'deployment.succeeded': 'ready',
  'deployment.error': 'failed',
  'deployment.canceled': 'cancelled',
};

/** Meta keys start with the Git host: `githubCommitSha`. */
const GIT_HOSTS = ['github', 'gitlab', 'bitbucket'] as const;

/** The events we register for, and the only ones we use. */
export const USED_EVENTS = [
  'deployment.created',
  'deployment.ready',
  'deployment.succeeded',
  'deployment.error',
  'deployment.canceled',
] as const;

/**
 * Vercel's word for a deployment's state in ours. A word we do not know yet counts as `building`: it is not one of
 * the ends we know, so asking again is right and calling it failed would not be.
 */
export function stateOf(word: string | null | undefined): DeploymentState {
  return STATES[word?.toUpperCase() ?? ''] ?? 'building';
}

/** The state that an event of this type announces; undefined for the types that are not used. */
export function stateOfEvent(type: string): DeploymentState | undefined {
  return Object.hasOwn(EVENT_STATES, type) ? EVENT_STATES[type] : undefined;
}

/** Everything but `production` (null, `staging`, a custom environment) leaves production alone. */
export function targetOf(target: string | null | undefined): DeploymentTarget {
  return target === 'production' ? 'production' : 'preview';
}

export function toDeployment(answer: DeploymentAnswer): Deployment {
  const state = stateOf(wordOf(answer));
  const commit = commitOf(answer);
  const branch = metaOf(answer, 'CommitRef') ?? answer.gitSource?.ref;
  const error = answer.errorMessage ?? answer.readyStateReason ?? answer.errorCode;
  return {
    externalId: answer.id,
    state,
    target: targetOf(answer.target),
    createdAt: new Date(answer.createdAt),
    ...(branch ? { branch } : {}),
    ...(commit ? { commit } : {}),
    ...(answer.url ? { url: absolute(answer.url) } : {}),
    ...(answer.inspectorUrl ? { inspectUrl: absolute(answer.inspectorUrl) } : {}),
    ...(state === 'failed' && error ? { error } : {}),
  };
}

/** Vercel's own word for the state, from whichever of its three fields is there. */
export function wordOf(answer: DeploymentAnswer): string | undefined {
  return answer.readyState ?? answer.state ?? answer.status ?? undefined;
}

/** The deployment's marker, where it is one of ours. */
export function markerOf(answer: DeploymentAnswer): unknown {
  return answer.meta?.[MARKER_KEY];
}

function commitOf(answer: DeploymentAnswer): Deployment['commit'] {
  const sha = metaOf(answer, 'CommitSha') ?? answer.gitSource?.sha;
  if (!sha) return undefined;
  const message = metaOf(answer, 'CommitMessage');
  const author = metaOf(answer, 'CommitAuthorName') ?? metaOf(answer, 'CommitAuthorLogin');
  return { sha, ...(message ? { message } : {}), ...(author ? { author } : {}) };
}

function metaOf(answer: DeploymentAnswer, key: string): string | undefined {
  for (const host of GIT_HOSTS) {
    const value = answer.meta?.[`${host}${key}`];
    if (typeof value === 'string' && value) return value;
  }
  return undefined;
}

/** Vercel names a bare host; what already is an address stays as it is. */
function absolute(url: string): string {
  return /^https?:\/\//i.test(url) ? url : `https://${url}`;
}
