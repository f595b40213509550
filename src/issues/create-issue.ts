import { ProviderError } from '../integrations/errors.ts';
import type { JobHandlers } from '../jobs/job.ts';
import { findIssueLink, updateIssueLink } from '../store/issue-links.ts';
import { announceJob } from './announce-job.ts';
import type { SyncBase } from './merge.ts';
import { type IssueOptions, syncedFields, withTracker } from './options.ts';

/**
 * Makes the issue that a link was reserved for. The link stands before the issue does, and the issue carries its
 * marker: neither its own webhook nor another try after a crash makes a second one.
 */
export function createIssueHandler(options: IssueOptions): JobHandlers['issue.create'] {
  const { database, plan, now } = options;
  return async ({ linkId }) => {
    const link = await findIssueLink(database.db, linkId);
    if (link?.state !== 'reserved') return;
    const microstep = await plan.read(database.db, link.microstep_id);
    if (!microstep) return;
    const sentBefore = link.create_sent_at;
    if (sentBefore === null)
      await updateIssueLink(database.db, linkId, { create_sent_at: now().toISOString() });
    const { title, description, status, priority } = microstep;
    const draft = {
      title,
      description,
      priority,
      marker: link.marker,
      ...(status === undefined ? {} : { status }),
    };
    try {
      const issue = await withTracker(
        options,
        link.workspace_id,
        link.integration_id,
        async (tracker) =>
          (sentBefore === null ? undefined : await tracker.findByMarker(draft, new Date(sentBefore))) ??
          tracker.create(draft),
      );
      const base: SyncBase = { local: { title, description, status, priority }, remote: syncedFields(issue) };
      await updateIssueLink(database.db, linkId, {
        state: 'linked',
        external_id: issue.externalId,
        issue_key: issue.key,
        url: issue.url,
        base: JSON.stringify(base),
        synced_at: now().toISOString(),
      });
    } catch (error) {
      if (!(error instanceof ProviderError) || error.retryable) throw error;
      // The link is kept, so that its card can say why and offer another try. That one looks first for what this one
      // may have made: an answer that could not be read says nothing of the deed.
      await database.transaction((transaction) =>
        options.queue.enqueue(transaction, announceJob(linkId, 'not_created', now(), error.advice)),
      );
    }
  };
}
