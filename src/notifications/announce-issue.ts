import type { IssueMessage, JobHandlers, Queue } from '../jobs/job.ts';
import type { Database } from '../store/database.ts';
import { findIssueLink } from '../store/issue-links.ts';
import type { SettingsStore } from '../store/settings.ts';
import { eventsOf, type SubscriptionEvent } from '../store/subscription-schema.ts';
import { deliverJob } from './deliver-job.ts';

export interface IssueAnnouncementOptions {
  database: Database;
  settings: SettingsStore;
  queue: Queue;
}

/** Has news of an issue told in every channel that asked for its kind, once in each. */
export function createAnnounceIssueHandler(options: IssueAnnouncementOptions): JobHandlers['issue.announce'] {
  return async ({ linkId, what, at, advice }) => {
    const link = await findIssueLink(options.database.db, linkId);
    if (!link) return;
    const event = what === 'status' ? 'issue.status' : 'issue.attention';
    const message: IssueMessage = { form: 'issue_news', linkId, what, at, ...(advice ? { advice } : {}) };
    await tell(options, link.workspace_id, link.project_id, event, message);
  };
}

/** Asks in every channel that wants to be asked whether a microstep and an issue are the same. */
export function createSuggestHandler(options: IssueAnnouncementOptions): JobHandlers['issue.suggest'] {
  return ({ workspaceId, projectId, integrationId, microstepId, issue }) =>
    tell(options, workspaceId, projectId, 'issue.attention', {
      form: 'suggestion',
      integrationId,
      microstepId,
      issue,
    });
}

async function tell(
  { database, settings, queue }: IssueAnnouncementOptions,
  workspaceId: string,
  projectId: string,
  event: SubscriptionEvent,
  message: IssueMessage,
): Promise<void> {
  const { subscriptions } = await settings.read(workspaceId);
  const listening = subscriptions.filter(
    (each) => each.projectId === projectId && eventsOf(each.events).includes(event),
  );
  const channels = new Set(listening.map(({ channel }) => channel));
  await database.transaction(async (transaction) => {
    for (const channel of channels) {
      await queue.enqueue(transaction, deliverJob({ workspaceId, channel, ...message }));
    }
  });
}
