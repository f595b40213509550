import { accountOf, FORK, FOUNDED_AT, ORGANIZATION, REPOSITORY } from '../account.ts';
import type { Links } from '../links.ts';
import type { World } from '../world.ts';
import { accountAnswer, nodeId } from './account.ts';
import { written } from './time.ts';

/** The parts of a repository's address, by the name of the field that holds them. */
const PATHS: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** The repository as GET /repos/acme/web-app and every webhook have it. */
export function repositoryAnswer(links: Links, world: World) {
  const owner = accountAnswer(links, ORGANIZATION);
  const openIssues = [...world.issues, ...world.pullRequests].filter(({ state }) => state === 'open').length;
  const pushedAt = Math.max(FOUNDED_AT, ...world.commits.map(({ at }) => at));
  return {
    ...full(links, REPOSITORY, owner, links.repository(), links.page()),
    ...counts(openIssues, pushedAt),
  };
}

/** Mel's fork, as the head of a pull request names it. */
export function forkAnswer(links: Links) {
  const url = links.api(`/repos/${FORK.fullName}`);
  const owner = accountAnswer(links, accountOf(FORK.owner));
  return {
    ...full(links, FORK, owner, url, links.account(FORK.owner)),
    ...counts(0, FOUNDED_AT),
    fork: true,
  };
}

function full(
  links: Links,
  { id, name, fullName }: { id: number; name: string; fullName: string },
  owner: ReturnType<typeof accountAnswer>,
  url: string,
  page: string,
) {
  const addresses = Object.entries(PATHS).map(([field, path]) => [field, `${url}${path}`]);
  return {
    id,
    node_id: nodeId('R', id),
    name,
    full_name: fullName,
    private: true,
    owner,
    html_url: page,
    description: REPOSITORY.description,
    fork: false,
    url,
    ...Object.fromEntries(addresses),
    clone_url: `${page}.git`,
    git_url: `git://${new URL(links.page()).host}/${fullName}.git`,
    ssh_url: `git@github.example:${fullName}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: 'TypeScript',
    license: null,
    default_branch: REPOSITORY.defaultBranch,
    visibility: 'private',
    archived: false,
    disabled: false,
    has_issues: true,
    has_projects: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    has_downloads: true,
    created_at: written(FOUNDED_AT),
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
  };
}

function counts(openIssues: number, pushedAt: number) {
  return {
    forks: 1,
    forks_count: 1,
    network_count: 1,
    open_issues: openIssues,
    open_issues_count: openIssues,
    size: 1024,
    stargazers_count: 0,
    subscribers_count: 3,
    watchers: 0,
    watchers_count: 0,
    pushed_at: written(pushedAt),
    updated_at: written(pushedAt),
  };
}
