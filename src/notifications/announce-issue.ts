import type { JobHandlers } from '../jobs/job.ts';
import { findIssueLink } from '../store/issue-links.ts';
import { issueKeyPrefix } from './message-key.ts';
import { type TellNewsOptions, tellNews } from './tell-news.ts';

/** Has news of an issue told in every channel that asked for its kind, once in each. */
export function createAnnounceIssueHandler(options: TellNewsOptions): JobHandlers['issue.announce'] {
  return async ({ linkId, what, at, advice }) => {
    const link = await findIssueLink(options.database.db, linkId);
    if (!link) return;
    const { workspace_id: workspaceId, project_id: projectId } = link;
    const message = {
      workspaceId,
      form: 'issue_news',
      linkId,
      what,
      at,
      ...(advice ? { advice } : {}),
    } as const;
    await tellNews(options, {
      workspaceId,
      news: {
        event: what === 'status' ? 'issue.status' : 'issue.attention',
        projectId,
        at,
        isFailure: what === 'not_created',
      },
      keyPrefix: issueKeyPrefix(linkId),
      messageIn: (channel, inThread) => ({ ...message, channel, ...(inThread ? { thread: true } : {}) }),
    });
  };
}

/** Asks in every channel that wants to be asked whether a microstep and an issue are the same. */
export function createSuggestHandler(
  options: TellNewsOptions & { now: () => Date },
): JobHandlers['issue.suggest'] {
  return ({ workspaceId, projectId, integrationId, microstepId, issue }) =>
    tellNews(options, {
      workspaceId,
      news: { event: 'issue.attention', projectId, at: options.now().toISOString(), isFailure: false },
      messageIn: (channel) => ({
        workspaceId,
        channel,
        form: 'suggestion',
        integrationId,
        microstepId,
        issue,
      }),
    });
}
