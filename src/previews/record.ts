import type { Audit } from '../governance/audit.ts';
import type { Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { addPreviewHistory, updatePreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import { enqueuePreviewJob } from './jobs.ts';

export interface RecorderOptions {
  queue: Queue;
  audit: Audit;
  now: () => Date;
  newId: () => string;
}

/**
 * Writes a preview's change together with all that follows from it: its history, the audit log, its messages in
 * Slack. Gives the preview as it is then; no change, no trace.
 */
export type RecordChange = (
  transaction: Transaction,
  preview: PreviewRow,
  changes: Partial<PreviewRow>,
  actor: string,
) => Promise<PreviewRow>;

export function createRecorder({ queue, audit, now, newId }: RecorderOptions): RecordChange {
  return async (transaction, preview, changes, actor) => {
    if (Object.keys(changes).length === 0) return preview;
    const at = now().toISOString();
    const after = { ...preview, ...changes, updated_at: at };
    await updatePreview(transaction, preview.id, { ...changes, updated_at: at });
    if (after.state !== preview.state || after.attempt !== preview.attempt) {
      const { workspace_id, attempt, state } = after;
      const history = { id: newId(), workspace_id, preview_id: preview.id, attempt, state, at };
      await addPreviewHistory(transaction, history);
      await audit.record(transaction, {
        workspaceId: workspace_id,
        actor,
        action: `preview.${state}`,
        payload: { preview: preview.id, attempt, branch: after.branch, provider: after.provider },
      });
    }
    await enqueuePreviewJob(queue, transaction, 'preview.announce', preview.id);
    await enqueuePreviewJob(queue, transaction, 'preview.report', preview.id);
    return after;
  };
}
