import { accountOf, FORK, ORGANIZATION, REPOSITORY } from '../account.ts';
import type { Links } from '../links.ts';
import type { PullRequest, World } from '../world.ts';
import { accountAnswer, nodeId } from './account.ts';
import { forkAnswer, repositoryAnswer } from './repository.ts';
import { written } from './time.ts';

/** A pull request as GET /repos/{owner}/{repo}/pulls lists it. */
export function pullRequestAnswer(links: Links, world: World, pull: PullRequest) {
  const url = links.repository(`/pulls/${pull.number}`);
  const page = links.page(`/pull/${pull.number}`);
  const issueUrl = links.repository(`/issues/${pull.number}`);
  const statusesUrl = links.repository(`/statuses/${pull.sha}`);
  const link = (href: string) => ({ href });
  return {
    url,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: links.repository('/pulls/comments{/number}'),
    comments_url: `${issueUrl}/comments`,
    statuses_url: statusesUrl,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: accountAnswer(links, accountOf(pull.author)),
    body: pull.body,
    labels: [],
    milestone: null,
    created_at: written(pull.createdAt),
    updated_at: written(pull.updatedAt),
    closed_at: pull.closedAt === null ? null : written(pull.closedAt),
    merged_at: pull.mergedAt === null ? null : written(pull.mergedAt),
    merge_commit_sha: pull.mergedAt === null ? null : headOf(world, REPOSITORY.defaultBranch),
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: headAnswer(links, world, pull),
    base: baseAnswer(links, world),
    _links: {
      self: link(url),
      html: link(page),
      issue: link(issueUrl),
      comments: link(`${issueUrl}/comments`),
      review_comments: link(`${url}/comments`),
      review_comment: link(links.repository('/pulls/comments{/number}')),
      commits: link(`${url}/commits`),
      statuses: link(statusesUrl),
    },
    author_association: 'MEMBER',
    auto_merge: null,
    draft: false,
  };
}

/** The same with what only a single one and the webhooks have. */
export function wholePullRequest(links: Links, world: World, pull: PullRequest) {
  return {
    ...pullRequestAnswer(links, world, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.state === 'open' ? true : null,
    mergeable_state: pull.state === 'open' ? 'clean' : 'unknown',
    merged_by: pull.mergedAt === null ? null : accountAnswer(links, accountOf('ada')),
    comments: world.comments.filter(({ number }) => number === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: pull.fromFork,
    commits: 1,
    additions: 10,
    deletions: 2,
    changed_files: 1,
  };
}

function headAnswer(links: Links, world: World, { branch: ref, sha, fromFork }: PullRequest) {
  const owner = fromFork ? accountOf(FORK.owner) : ORGANIZATION;
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: accountAnswer(links, owner),
    repo: fromFork ? forkAnswer(links) : repositoryAnswer(links, world),
  };
}

function baseAnswer(links: Links, world: World) {
  const ref = REPOSITORY.defaultBranch;
  return {
    label: `${REPOSITORY.owner}:${ref}`,
    ref,
    sha: headOf(world, ref),
    user: accountAnswer(links, ORGANIZATION),
    repo: repositoryAnswer(links, world),
  };
}

function headOf(world: World, branch: string): string {
  return world.branches.find(({ name }) => name === branch)?.sha ?? '0'.repeat(40);
}
