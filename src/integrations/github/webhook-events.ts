import { z } from 'zod';
import type { IssueEvent, NormalizedDelivery, ProviderEvent, PullRequestEvent } from '../contract.ts';
import { issueId } from './issue-id.ts';

/** The events we register for, and the only ones we use. */
export const USED_EVENTS = ['issues', 'issue_comment', 'push', 'pull_request'] as const;

export type UsedEvent = (typeof USED_EVENTS)[number];

/** What a payload comes to: events, or why there are none. */
export type Outcome = Pick<NormalizedDelivery, 'events' | 'ignored'>;

const text = z.string().nullish().catch(undefined);
const issue = z.object({
  id: z.number(),
  number: z.number(),
  pull_request: z.unknown().optional(),
});

const ISSUE_ACTIONS: Readonly<Record<string, IssueEvent['action']>> = {
  opened: 'created',
  edited: 'updated',
  closed: 'updated',
  reopened: 'updated',
  labeled: 'updated',
  unlabeled: 'updated',
  assigned: 'updated',
  unassigned: 'updated',
  deleted: 'deleted',
  // In its new repository it is another issue.
  transferred: 'deleted',
};

const PULL_REQUEST_ACTIONS: Readonly<Record<string, PullRequestEvent['action']>> = {
  opened: 'opened',
  synchronize: 'synchronized',
  reopened: 'reopened',
  closed: 'closed',
};

export const issuesPayload = z
  .object({ action: z.string(), issue })
  .transform(({ action, issue }): Outcome => {
    const ours = own(ISSUE_ACTIONS, action);
    if (!ours) return ignored(`action of an issue not used: ${action}`);
    if (isPullRequest(issue)) return ignored('a pull request is not an issue');
    return used(issueEvent(ours, issue));
  });

export const issueCommentPayload = z
  .object({ action: z.string(), issue })
  .transform(({ action, issue }): Outcome => {
    if (isPullRequest(issue)) return ignored('a comment on a pull request, not on an issue');
    if (action !== 'created') return ignored(`action of a comment not used: ${action}`);
    return used(issueEvent('commented', issue));
  });

export const pushPayload = z
  .object({
    ref: z.string(),
    after: z.string(),
    deleted: z.boolean(),
    head_commit: z
      .object({
        id: z.string(),
        message: text,
        author: z.object({ name: text, username: text }).nullish().catch(undefined),
      })
      .nullish(),
  })
  .transform(({ ref, after, deleted, head_commit: head }): Outcome => {
    const branch = /^refs\/heads\/(.+)$/s.exec(ref)?.[1];
    if (!branch) return ignored(`not a branch: ${ref}`);
    if (deleted) return used({ kind: 'push', branch, deleted });
    const commit = {
      sha: head?.id ?? after,
      message: head?.message ?? '',
      author: head?.author?.username ?? head?.author?.name ?? '',
    };
    return used({ kind: 'push', branch, deleted, commit });
  });

const repository = z.object({ id: z.number() });

export const pullRequestPayload = z
  .object({
    action: z.string(),
    pull_request: z.object({
      number: z.number(),
      title: z.string(),
      html_url: z.string(),
      merged: z.boolean().nullish().catch(undefined),
      merged_at: text,
      head: z.object({ ref: z.string(), sha: z.string(), repo: repository.nullish() }),
      base: z.object({ repo: repository }),
    }),
  })
  .transform(({ action, pull_request: pull }): Outcome => {
    const ours = own(PULL_REQUEST_ACTIONS, action);
    if (!ours) return ignored(`action of a pull request not used: ${action}`);
    return used({
      kind: 'pull_request',
      action: ours,
      number: pull.number,
      title: pull.title,
      url: pull.html_url,
      branch: pull.head.ref,
      commitSha: pull.head.sha,
      // A fork that has been deleted is null, and not ours either.
      fromFork: pull.head.repo?.id !== pull.base.repo.id,
      merged: ours === 'closed' && (pull.merged ?? Boolean(pull.merged_at)),
    });
  });

function issueEvent(action: IssueEvent['action'], issue: { id: number; number: number }): IssueEvent {
  return { kind: 'issue', action, externalId: issueId(issue), key: `#${issue.number}` };
}

function isPullRequest({ pull_request: pull }: z.infer<typeof issue>): boolean {
  return pull !== undefined && pull !== null;
}

function used(event: ProviderEvent): Outcome {
  return { events: [event] };
}

export function ignored(reason: string): Outcome {
  return { events: [], ignored: reason };
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
