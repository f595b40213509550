import type { Audit } from '../governance/audit.ts';
import type { Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { addPreviewHistory, insertPreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { type NewPreview, newPreview } from './new-preview.ts';
import { auditPayload } from './record.ts';

/** Makes a preview that a person or a push asked for, has it deployed, and has everyone told who is to know of it. */
export type BeginPreview = (
  transaction: Transaction,
  given: Omit<NewPreview, 'id' | 'now'>,
) => Promise<PreviewRow>;

export function createBeginPreview(options: {
  queue: Queue;
  audit: Audit;
  now: () => Date;
  newId: () => string;
  newPreviewId: () => string;
}): BeginPreview {
  const { queue, audit } = options;
  return async (transaction, given) => {
    const preview = newPreview({ ...given, id: options.newPreviewId(), now: options.now() });
    const { id, workspace_id: workspaceId, requested_by: actor, attempt, state, requested_at: at } = preview;
    await insertPreview(transaction, preview);
    const history = { id: options.newId(), workspace_id: workspaceId, preview_id: id, attempt, state, at };
    await addPreviewHistory(transaction, history);
    const payload = auditPayload(preview);
    await audit.record(transaction, { workspaceId, actor, action: 'preview.requested', payload });
    for (const kind of ['preview.deploy', 'preview.announce', 'preview.report'] as const) {
      await enqueuePreviewJob(queue, transaction, kind, id);
    }
    return preview;
  };
}
