import type { Audit } from '../governance/audit.ts';
import type { Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { addPreviewHistory, updatePreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { tellSteps } from './workflow-steps.ts';

export interface RecorderOptions {
  queue: Queue;
  audit: Audit;
  now: () => Date;
  newId: () => string;
}

/**
 * Writes a preview's change together with all that follows from it: its history, the audit log, its messages in
 * Slack. Gives the preview as it is then; no change, no trace. `action` is what the audit log calls it; a change of
 * state or attempt has a name already (`preview.ready`).
 */
export type RecordChange = (
  transaction: Transaction,
  preview: PreviewRow,
  changes: Partial<PreviewRow>,
  actor: string,
  action?: string,
) => Promise<PreviewRow>;

export function createRecorder({ queue, audit, now, newId }: RecorderOptions): RecordChange {
  return async (transaction, preview, changes, actor, action) => {
    if (Object.keys(changes).length === 0) return preview;
    const at = now().toISOString();
    const after = { ...preview, ...changes, updated_at: at };
    await updatePreview(transaction, preview.id, { ...changes, updated_at: at });
    const { workspace_id: workspaceId, attempt, state } = after;
    const moved = state !== preview.state || attempt !== preview.attempt;
    if (moved) {
      const row = { id: newId(), workspace_id: workspaceId, preview_id: preview.id, attempt, state, at };
      await addPreviewHistory(transaction, row);
      await tellSteps(queue, transaction, after);
    }
    const named = action ?? (moved ? `preview.${state}` : undefined);
    if (named) {
      const payload = auditPayload(after);
      await audit.record(transaction, { workspaceId, actor, action: named, payload });
    }
    await enqueuePreviewJob(queue, transaction, 'preview.announce', preview.id);
    await enqueuePreviewJob(queue, transaction, 'preview.report', preview.id);
    return after;
  };
}

/** What the audit log keeps of a preview beside who did what. */
export function auditPayload({ id, attempt, branch, provider, failure }: PreviewRow) {
  return { preview: id, attempt, branch, provider, ...(failure === null ? {} : { failure }) };
}
