import type { Deployment, DeploymentState } from '../integrations/contract.ts';
import type { PreviewRow, PreviewState } from '../store/schema.ts';
import { expiryFrom } from './expiry.ts';

const RANK: Readonly<Record<PreviewState, number>> = {
  requested: 0,
  queued: 1,
  building: 2,
  ready: 3,
  failed: 3,
  cancelled: 3,
  expiring: 4,
  expired: 5,
};

/** Whether the build of this attempt is over, whatever came of it. */
export function hasEnded(state: PreviewState): boolean {
  return RANK[state] >= RANK.ready;
}

/**
 * What an observation of the vendor's deployment changes in a preview; nothing where it tells nothing new. No
 * vendor promises order, so an earlier state never takes the place of a later one, and what is heard of an earlier
 * attempt is left aside.
 */
export function advance(
  preview: PreviewRow,
  observed: Deployment,
  now: Date,
  retentionDays: number,
): Partial<PreviewRow> {
  if (observed.externalId !== preview.external_id) return {};
  const changes: Partial<PreviewRow> = {
    url: observed.url ?? preview.url,
    inspect_url: observed.inspectUrl ?? preview.inspect_url,
    commit_sha: observed.commit?.sha ?? preview.commit_sha,
    commit_message: observed.commit?.message ?? preview.commit_message,
    commit_author: observed.commit?.author ?? preview.commit_author,
    ...(movesOn(preview.state, observed.state) ? enter(observed, now, retentionDays) : {}),
  };
  return onlyNew(preview, changes);
}

function movesOn(from: PreviewState, to: DeploymentState): boolean {
  return from !== to && RANK[to] >= RANK[from];
}

function enter(observed: Deployment, now: Date, retentionDays: number): Partial<PreviewRow> {
  const at = now.toISOString();
  switch (observed.state) {
    case 'queued':
      return { state: 'queued' };
    case 'building':
      return { state: 'building', building_at: at };
    case 'failed':
      return { state: 'failed', finished_at: at, failure: observed.error ?? null };
    case 'ready':
      return { state: 'ready', finished_at: at, failure: null, expires_at: expiryFrom(now, retentionDays) };
    case 'cancelled':
      return { state: 'cancelled', finished_at: at, failure: null };
  }
}

function onlyNew(preview: PreviewRow, changes: Partial<PreviewRow>): Partial<PreviewRow> {
  const entries = Object.entries(changes) as [keyof PreviewRow, unknown][];
  return Object.fromEntries(entries.filter(([column, value]) => preview[column] !== value));
}

/** What a new attempt starts from. */
export function nextAttempt(preview: PreviewRow, now: Date): Partial<PreviewRow> {
  return {
    state: 'requested',
    attempt: preview.attempt + 1,
    external_id: null,
    url: null,
    inspect_url: null,
    commit_sha: null,
    commit_message: null,
    commit_author: null,
    failure: null,
    log_excerpt: null,
    deploy_sent_at: null,
    requested_at: now.toISOString(),
    building_at: null,
    finished_at: null,
    expires_at: null,
    qa_passed_by: null,
  };
}

/**
 * How long to wait before asking the vendor again, in ms, by the age of the attempt. Webhooks tell sooner; this
 * catches what no webhook tells.
 */
export function pollDelayMs(ageMs: number): number {
  if (ageMs < 10_000) return 2_000;
  if (ageMs < 60_000) return 5_000;
  if (ageMs < 10 * 60_000) return 15_000;
  return 60_000;
}
