import { findPreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import { hasEnded } from './lifecycle.ts';
import type { PreviewWorkOptions } from './observe.ts';

/** What the audit log calls it when something could not be done with a preview. */
export const HINDERED = 'preview.hindered';

/**
 * Writes down what could not be done with a preview, in a sentence for people, so that those who wait for it hear of
 * it; once for each new reason, and only while it is still to be done.
 */
export async function noteTrouble(
  { database, record }: Pick<PreviewWorkOptions, 'database' | 'record'>,
  preview: PreviewRow,
  failure: string,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const current = await findPreview(transaction, preview.id);
    if (!current || current.attempt !== preview.attempt || current.failure === failure) return;
    if (current.state !== preview.state && hasEnded(current.state)) return;
    await record(transaction, current, { failure }, 'system', HINDERED);
  });
}
