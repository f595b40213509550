import type { Transaction } from '../store/database.ts';
import { previewsInUse } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import type { RecordChange } from './record.ts';

/**
 * Ends every preview whose place another has taken: where all previews of an integration share one address, what the
 * earlier ones showed is gone the moment the next is ready.
 */
export async function endReplaced(
  transaction: Transaction,
  record: RecordChange,
  by: Pick<PreviewRow, 'id' | 'integration_id' | 'branch'>,
): Promise<void> {
  const failure = `${by.id} of ${by.branch} has taken its place: only one preview at a time fits there.`;
  for (const preview of await previewsInUse(transaction, by.integration_id)) {
    if (preview.id === by.id) continue;
    const changes = { state: 'expired', url: null, failure } as const;
    await record(transaction, preview, changes, 'system', 'preview.replaced');
  }
}
