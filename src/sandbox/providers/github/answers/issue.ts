import { accountOf } from '../account.ts';
import type { Links } from '../links.ts';
import type { Comment, Issue, PullRequest, World } from '../world.ts';
import { accountAnswer, nodeId } from './account.ts';
import { written } from './time.ts';

/** What an issue and the issue behind a pull request share. */
function threadAnswer(links: Links, world: World, thread: Issue | PullRequest, id: number) {
  const url = links.repository(`/issues/${thread.number}`);
  return {
    url,
    repository_url: links.repository(),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    id,
    node_id: nodeId('I', id),
    number: thread.number,
    title: thread.title,
    user: accountAnswer(links, accountOf(thread.author)),
    state: thread.state,
    locked: false,
    milestone: null,
    comments: world.comments.filter(({ number }) => number === thread.number).length,
    created_at: written(thread.createdAt),
    updated_at: written(thread.updatedAt),
    closed_at: thread.closedAt === null ? null : written(thread.closedAt),
    author_association: 'MEMBER',
    active_lock_reason: null,
    body: thread.body,
  };
}

export function issueAnswer(links: Links, world: World, issue: Issue) {
  const assignees = issue.assignees.map((login) => accountAnswer(links, accountOf(login)));
  return {
    ...threadAnswer(links, world, issue, issue.id),
    html_url: links.page(`/issues/${issue.number}`),
    labels: issue.labels.map((name) => labelAnswer(links, world, name)),
    assignee: assignees[0] ?? null,
    assignees,
    state_reason: issue.stateReason,
  };
}

/** A pull request as the lists of issues have it. */
export function pullRequestAsIssue(links: Links, world: World, pull: PullRequest) {
  const page = links.page(`/pull/${pull.number}`);
  return {
    ...threadAnswer(links, world, pull, pull.issueId),
    html_url: page,
    labels: [],
    assignee: null,
    assignees: [],
    state_reason: null,
    pull_request: {
      url: links.repository(`/pulls/${pull.number}`),
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.mergedAt === null ? null : written(pull.mergedAt),
    },
  };
}

export function labelAnswer(links: Links, world: World, name: string) {
  const id = 6_000_000 + world.labels.indexOf(name);
  return {
    id,
    node_id: nodeId('LA', id),
    url: links.repository(`/labels/${encodeURIComponent(name)}`),
    name,
    color: 'ededed',
    default: false,
    description: null,
  };
}

export function commentAnswer(links: Links, comment: Comment) {
  const { id, number, author, body, createdAt, updatedAt } = comment;
  return {
    url: links.repository(`/issues/comments/${id}`),
    html_url: `${links.page(`/issues/${number}`)}#issuecomment-${id}`,
    issue_url: links.repository(`/issues/${number}`),
    id,
    node_id: nodeId('IC', id),
    user: accountAnswer(links, accountOf(author)),
    created_at: written(createdAt),
    updated_at: written(updatedAt),
    author_association: 'MEMBER',
    body,
    performed_via_github_app: null,
  };
}
