import type { PreviewRow } from '../store/schema.ts';

/** How a step of a workflow that asked for a preview ended; the reason is plain text for people. */
export type StepOutcome =
  | { ok: true; outputs: { preview_id: string; state: 'ready'; url?: string } }
  | { ok: false; reason: string };

/** Undefined while the preview is still on its way. */
export function stepOutcome({ id, branch, state, url, failure }: PreviewRow): StepOutcome | undefined {
  const preview = `The preview ${id} of ${branch}`;
  switch (state) {
    case 'ready':
    case 'expiring':
      return { ok: true, outputs: { preview_id: id, state: 'ready', ...(url === null ? {} : { url }) } };
    case 'failed':
      return { ok: false, reason: `${preview} failed: ${failure ?? 'the build did not succeed.'}` };
    case 'cancelled':
      return { ok: false, reason: `${preview} was cancelled before it was ready.` };
    case 'expired':
      return { ok: false, reason: `${preview} was removed before this step was told of it.` };
    case 'requested':
    case 'queued':
    case 'building':
      return undefined;
  }
}
