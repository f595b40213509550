import type { DeadJob, JobHandlers, JobKind } from '../jobs/job.ts';
import { unfinishedPreviews } from '../store/previews.ts';
import { createCancelHandler } from './cancel.ts';
import { onDeadPreviewJob } from './dead-jobs.ts';
import { createDeployHandler } from './deploy.ts';
import { createExpireHandler, createSweepHandler } from './expire.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { createObserve, type PreviewWorkOptions } from './observe.ts';
import { createRefreshHandler } from './refresh.ts';
import { createReportHandler, type ReportOptions } from './report.ts';
import { createSupersedeHandler } from './supersede.ts';
import { resumeSteps } from './workflow-steps.ts';

type PreviewHandlers = Omit<Pick<JobHandlers, Extract<JobKind, `preview.${string}`>>, 'preview.announce'>;

/** The work that previews ask of the queue. */
export function createPreviewWork(options: PreviewWorkOptions & ReportOptions) {
  const withObserve = { ...options, observe: createObserve(options) };
  const refresh = createRefreshHandler(withObserve);
  const handlers: PreviewHandlers = {
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

    onDead: (job: DeadJob) => onDeadPreviewJob(options, job),

    /** At start: whatever was under way goes on, even where its job was lost. */
    async resume(): Promise<number> {
      return options.database.transaction(async (transaction) => {
        const unfinished = await unfinishedPreviews(transaction);
        for (const { id, external_id: externalId } of unfinished) {
          const kind = externalId === null ? 'preview.deploy' : 'preview.refresh';
          await enqueuePreviewJob(options.queue, transaction, kind, id);
        }
        await resumeSteps(options.queue, transaction);
        return unfinished.length;
      });
    },
  };
}
