import { z } from 'zod';
import type { DeadJob } from '../jobs/job.ts';
import { findPreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import { giveUp } from './give-up.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { hasEnded, pollDelayMs } from './lifecycle.ts';
import type { PreviewWorkOptions } from './observe.ts';
import { noteTrouble } from './trouble.ts';

/** How long a vendor is left alone at least after a job was given up, in ms. */
const SHORTEST_PAUSE_MS = 60_000;

const aboutPreview = z.object({ previewId: z.string() });

/**
 * What becomes of a preview whose job was given up. That the vendor could not be asked for a while says nothing of the
 * build, so it is asked again later; a deployment that the vendor never took is at its end; what a person waits for is
 * said not to have been done. Jobs about anything else are left alone.
 */
export async function onDeadPreviewJob(
  options: PreviewWorkOptions & { providerName: (provider: string) => string },
  job: DeadJob,
): Promise<void> {
  const about = aboutPreview.safeParse(job.payload);
  const preview = about.success && (await findPreview(options.database.db, about.data.previewId));
  if (!preview) return;
  const name = options.providerName(preview.provider);
  const why = `${name} could not be reached in ${job.attempts} tries.`;
  switch (job.kind) {
    case 'preview.deploy':
      return giveUp(options, preview.id, `${why} Press Retry.`);
    case 'preview.cancel':
      return hasEnded(preview.state)
        ? undefined
        : noteTrouble(options, preview, `It could not be cancelled. ${why}`);
    case 'preview.expire':
      return preview.state === 'expiring'
        ? noteTrouble(options, preview, `It could not be removed. ${why}`)
        : undefined;
    case 'preview.refresh':
    case 'preview.poll':
      return hasEnded(preview.state) ? undefined : lookLater(options, preview);
  }
}

async function lookLater({ database, queue, now }: PreviewWorkOptions, preview: PreviewRow): Promise<void> {
  const at = now().getTime();
  const pauseMs = Math.max(SHORTEST_PAUSE_MS, pollDelayMs(at - Date.parse(preview.requested_at)));
  await database.transaction((transaction) =>
    enqueuePreviewJob(queue, transaction, 'preview.poll', preview.id, new Date(at + pauseMs)),
  );
}
