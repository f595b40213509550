import type { Connections } from '../integrations/connections.ts';
import type { Deployment } from '../integrations/contract.ts';
import { ProviderError } from '../integrations/errors.ts';
import type { Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { findPreview } from '../store/previews.ts';
import type { PreviewRow } from '../store/schema.ts';
import { readBuildLog } from './build-log.ts';
import { enqueuePreviewJob } from './jobs.ts';
import { advance, hasEnded, pollDelayMs } from './lifecycle.ts';
import type { RecordChange } from './record.ts';
import { endReplaced } from './replaced.ts';

export interface PreviewWorkOptions {
  database: Database;
  queue: Queue;
  connections: Connections;
  record: RecordChange;
  now: () => Date;
  /** From the policy: after how many days a ready preview is removed. */
  retentionDays: () => number;
}

const NEVER_ENDED = 'The build has not come to an end within a day.';
const BUILD_FAILED = 'The build failed';
const UNREADABLE_LOG = 'Its log could not be read.';

/** How long a build is followed, in ms: none takes that long. */
const LONGEST_BUILD_MS = 24 * 60 * 60 * 1000;

/** Brings a preview to what the vendor says of its deployment, and looks again later until it has ended. */
export type Observe = (preview: PreviewRow, deployment: Deployment) => Promise<void>;

export function createObserve(options: PreviewWorkOptions): Observe {
  const { database, queue, connections, record, now, retentionDays } = options;

  /** What is kept of a failed build beside its state. */
  async function failureOf(
    preview: PreviewRow,
    deployment: Deployment,
  ): Promise<Pick<PreviewRow, 'failure' | 'log_excerpt'>> {
    const failure = deployment.error ?? null;
    try {
      const { lines } = await readBuildLog(connections, preview, deployment.externalId);
      return { failure, log_excerpt: JSON.stringify(lines) };
    } catch (error) {
      // A log that cannot be read must not keep the failure itself from being told, not even until the next try.
      if (!(error instanceof ProviderError)) throw error;
      return {
        failure: `${(failure ?? BUILD_FAILED).replace(/\.$/, '')}. ${UNREADABLE_LOG}`,
        log_excerpt: null,
      };
    }
  }

  return async (preview, deployment) => {
    const failed = deployment.state === 'failed' ? await failureOf(preview, deployment) : {};
    await database.transaction(async (transaction) => {
      const current = await findPreview(transaction, preview.id);
      if (!current || current.attempt !== preview.attempt) return;
      const known = { ...current, external_id: current.external_id ?? deployment.externalId };
      const changes = advance(known, deployment, now(), retentionDays());
      if (current.external_id === null) changes.external_id = deployment.externalId;
      if (changes.state === 'failed') Object.assign(changes, failed);
      const after = await record(transaction, current, changes, 'system');
      if (changes.state === 'ready' && deployment.exclusive) await endReplaced(transaction, record, after);
      if (hasEnded(after.state)) return;
      const ageMs = now().getTime() - Date.parse(after.requested_at);
      if (ageMs > LONGEST_BUILD_MS) {
        const lost = { state: 'failed', failure: NEVER_ENDED, finished_at: now().toISOString() } as const;
        await record(transaction, after, lost, 'system');
        return;
      }
      const next = new Date(now().getTime() + pollDelayMs(ageMs));
      await enqueuePreviewJob(queue, transaction, 'preview.poll', preview.id, next);
    });
  };
}
