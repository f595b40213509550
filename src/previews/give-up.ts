import { findPreview } from '../store/previews.ts';
import { hasEnded } from './lifecycle.ts';
import type { PreviewWorkOptions } from './observe.ts';

/** Ends a preview that cannot be brought any further; `failure` is a sentence for people. */
export async function giveUp(options: PreviewWorkOptions, previewId: string, failure: string): Promise<void> {
  const { database, record, now } = options;
  await database.transaction(async (transaction) => {
    const preview = await findPreview(transaction, previewId);
    if (!preview || hasEnded(preview.state)) return;
    const changes = { state: 'failed', failure, finished_at: now().toISOString() } as const;
    await record(transaction, preview, changes, 'system');
  });
}
