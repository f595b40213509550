import type { PreviewOutcome } from '../jobs/job.ts';
import type { PreviewRow } from '../store/schema.ts';

/**
 * What is to be told of a preview as it is now, beside its card, which changes without a sound: how its build ended,
 * that its end is near, that it could not be removed, or that another took its place. One that a person ends now needs
 * no warning.
 */
export function outcomeOf(preview: PreviewRow): PreviewOutcome | undefined {
  const { state, failure, finished_at: finishedAt, expires_at: endsAt, updated_at: updatedAt } = preview;
  if (state === 'ready' || state === 'failed') return { kind: state, at: finishedAt ?? updatedAt };
  if (state === 'expired' && failure !== null) return { kind: 'replaced', at: updatedAt };
  if (state !== 'expiring' || endsAt === null) return undefined;
  if (failure !== null) return { kind: 'not_removed', at: endsAt };
  return endsAt > updatedAt ? { kind: 'expiring', at: endsAt } : undefined;
}
