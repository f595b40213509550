import type { DeadJob, JobHandlers } from '../jobs/job.ts';
import { unfinishedPreviews } from '../store/previews.ts';
import { createCancelHandler } from './cancel.ts';
import { createDeployHandler } from './deploy.ts';
import { createExpireHandler, createSweepHandler } from './expire.ts';
import { giveUp } from './give-up.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { createObserve, type PreviewWorkOptions } from './observe.ts';
import { createRefreshHandler } from './refresh.ts';
import { createReportHandler, type ReportOptions } from './report.ts';
import { createSupersedeHandler } from './supersede.ts';

/** Without these a preview would never reach its end. */
const ADVANCING: ReadonlySet<string> = new Set(['preview.deploy', 'preview.refresh', 'preview.poll']);

/** The work that previews ask of the queue. */
export function createPreviewWork(options: PreviewWorkOptions & ReportOptions) {
  const withObserve = { ...options, observe: createObserve(options) };
  const refresh = createRefreshHandler(withObserve);
  const handlers: Omit<JobHandlers, 'preview.announce' | 'delivery.process' | 'message.deliver'> = {
    'preview.supersede': createSupersedeHandler(options),
    'preview.expire': createExpireHandler(options),
    'preview.sweep': createSweepHandler(options),
    'preview.report': createReportHandler(options),
    'preview.deploy': createDeployHandler(withObserve),
    'preview.refresh': refresh,
    'preview.poll': refresh,
    'preview.cancel': createCancelHandler(options),
  };

  return {
    handlers,

    /** A job that was given up must not leave its preview open for ever. */
    async onDead(job: DeadJob): Promise<void> {
      if (!ADVANCING.has(job.kind)) return;
      const { previewId } = job.payload as { previewId: string };
      await giveUp(options, previewId, `Given up after ${job.attempts} tries: ${job.lastError}`);
    },

    /** At start: whatever was under way goes on, even where its job was lost. */
    async resume(): Promise<number> {
      return options.database.transaction(async (transaction) => {
        const unfinished = await unfinishedPreviews(transaction);
        for (const { id, external_id: externalId } of unfinished) {
          const kind = externalId === null ? 'preview.deploy' : 'preview.refresh';
          await enqueuePreviewJob(options.queue, transaction, kind, id);
        }
        return unfinished.length;
      });
    },
  };
}
