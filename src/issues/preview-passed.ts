import type { Queue } from '../jobs/job.ts';
import type { Transaction } from '../store/database.ts';
import { microstepsOf } from '../store/microsteps.ts';
import type { PreviewRow } from '../store/schema.ts';
import { microstepChanged } from './microstep-changed.ts';

/**
 * A preview passed QA: what the policy held back until then may be carried over now, so the issues of its microsteps
 * are reconciled, as part of the transaction that marked it.
 */
export async function previewPassed(
  queue: Queue,
  transaction: Transaction,
  preview: Pick<PreviewRow, 'workspace_id' | 'project_id' | 'branch' | 'microstep_id'>,
): Promise<void> {
  for (const { id, branch } of await microstepsOf(transaction, preview.workspace_id, preview.project_id)) {
    if (branch === preview.branch || id === preview.microstep_id) {
      await microstepChanged(queue, transaction, id);
    }
  }
}
