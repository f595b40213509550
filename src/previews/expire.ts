import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import { findPreview, previewsToExpire } from '../store/previews.ts';
import { dueStep, warning } from './expiry.ts';
import { enqueuePreviewJob } from './jobs.ts';
import type { PreviewWorkOptions } from './observe.ts';
import { noteTrouble } from './trouble.ts';

/**
 * Removes a preview at its vendor: the very deployment that BuildRunner made, never one it only heard of, and the
 * adapter refuses production once more. One that is gone already counts as removed; one that the vendor will not
 * remove is told of, and tried again by the next sweep.
 */
export function createExpireHandler(options: PreviewWorkOptions): JobHandlers['preview.expire'] {
  const { database, connections, record, now } = options;
  return async ({ previewId }) => {
    const preview = await findPreview(database.db, previewId);
    // A person may have extended it since this was enqueued.
    if (!preview || dueStep(preview, now()) !== 'expire' || preview.external_id === null) return;
    const { external_id: externalId } = preview;
    try {
      await connections.withPlatform(preview.workspace_id, preview.integration_id, (platform) =>
        platform.remove(externalId),
      );
    } catch (error) {
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      return noteTrouble(options, preview, `It could not be removed. ${error.advice}`);
    }
    await database.transaction(async (transaction) => {
      const current = await findPreview(transaction, previewId);
      if (current?.state !== 'expiring' || current.external_id !== externalId) return;
      await record(transaction, current, { state: 'expired', url: null, failure: null }, 'system');
    });
  };
}

/** Warns of previews whose last day has begun, and ends those whose time is over. */
export function createSweepHandler(options: PreviewWorkOptions): JobHandlers['preview.sweep'] {
  const { database, queue, record, now } = options;
  return async () => {
    await database.transaction(async (transaction) => {
      for (const preview of await previewsToExpire(transaction)) {
        const step = dueStep(preview, now());
        if (step === 'warn') await record(transaction, preview, warning(preview, now()), 'system');
        if (step === 'expire') await enqueuePreviewJob(queue, transaction, 'preview.expire', preview.id);
      }
    });
  };
}
