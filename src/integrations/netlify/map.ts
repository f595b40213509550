import type { Deployment, DeploymentState, DeploymentTarget } from '../contract.ts';
import type { DeployAnswer } from './answers.ts';
import { markerIn } from './marker.ts';

const STATES: Readonly<Record<string, DeploymentState>> = {
  new: 'queued',
  pending_review: 'queued',
  accepted: 'queued',
  enqueued: 'queued',
  rejected: 'cancelled',
  building: 'building',
  uploading: 'building',
  uploaded: 'building',
  preparing: 'building',
  prepared: 'building',
  processing: 'building',
  processed: 'building',
  retrying: 'building',
  ready: 'ready',
  error: 'failed',
};

/** Netlify has no state for it: a cancelled deploy is an `error` with this message, on which more may follow. */
const CANCELLED = /^cancell?ed build\b/i;

/** What of a deploy tells its state. */
export type StateFacts = Partial<Pick<DeployAnswer, 'state' | 'error_message' | 'skipped'>>;

/**
 * Netlify's word for a deploy's state in ours. A word we do not know yet counts as `building`: it is not one of the
 * ends we know, so asking again is right and calling it failed would not be.
 */
export function stateOf({ state, error_message: message, skipped }: StateFacts): DeploymentState {
  const word = state?.toLowerCase() ?? '';
  const known = Object.hasOwn(STATES, word) ? STATES[word] : undefined;
  if (known === 'failed' && (skipped || CANCELLED.test(message ?? ''))) return 'cancelled';
  return known ?? 'building';
}

/** Everything but the context `production` (a branch deploy, a deploy preview) leaves production alone. */
export function targetOf(context: string | null | undefined): DeploymentTarget {
  return context === 'production' ? 'production' : 'preview';
}

/** A deploy in our words. Throws nothing: what is absent is left out. */
export function toDeployment(answer: DeployAnswer): Deployment {
  const state = stateOf(answer);
  const url = absolute(answer.deploy_ssl_url) ?? absolute(answer.deploy_url);
  const inspectUrl = pageOf(answer);
  const commit = commitOf(answer);
  return {
    externalId: answer.id,
    state,
    target: targetOf(answer.context),
    createdAt: new Date(answer.created_at),
    ...(answer.branch ? { branch: answer.branch } : {}),
    ...(commit ? { commit } : {}),
    ...(url ? { url } : {}),
    ...(inspectUrl ? { inspectUrl } : {}),
    ...(state === 'failed' && answer.error_message ? { error: answer.error_message } : {}),
  };
}

/** Netlify's page about one deploy, with its log: `https://app.netlify.com/sites/web-app/deploys/5b78…`. */
export function pageOf({ admin_url: site, id }: DeployAnswer): string | undefined {
  const page = absolute(site);
  if (!page || page.includes('/deploys/')) return page;
  return `${page.replace(/\/+$/, '')}/deploys/${encodeURIComponent(id)}`;
}

/** Netlify titles a deploy of a push with the commit's message, and one of ours with what we gave it. */
function commitOf({ commit_ref: sha, committer, title }: DeployAnswer): Deployment['commit'] {
  if (!sha) return undefined;
  const message = title && markerIn(title) === undefined ? title : undefined;
  return { sha, ...(message ? { message } : {}), ...(committer ? { author: committer } : {}) };
}

function absolute(url: string | null | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
}
