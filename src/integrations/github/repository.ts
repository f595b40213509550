import type { CommitStatus, Repository } from '../contract.ts';
import { pathSegment } from '../path-segment.ts';
import { pullRequestList } from './answers.ts';
import { branchesWith } from './branches.ts';
import type { GitHubCaller } from './caller.ts';
import { setDeployment } from './deployments.ts';
import { setPullRequestComment } from './pull-request-comment.ts';

/** GitHub refuses longer descriptions of a status. */
const LONGEST_DESCRIPTION = 140;

/** The configured repository. */
export function githubRepository(caller: GitHubCaller): Repository {
  return {
    branches: (text, limit) => branchesWith(caller, text, limit),
    setCommitStatus: (status) => setCommitStatus(caller, status),
    setDeployment: (deployment) => setDeployment(caller, deployment),
    setPullRequestComment: (comment) => setPullRequestComment(caller, comment),

    async openPullRequest(branch) {
      const { owner } = caller.target;
      const open = await caller.ask(pullRequestList, caller.advice.repository, ({ request }) =>
        request('GET /repos/{owner}/{repo}/pulls', {
          ...caller.target,
          state: 'open',
          head: `${owner}:${branch}`,
          per_page: 10,
        }),
      );
      // GitHub answers with all pull requests where it cannot read `head`; and a fork can be of the same owner.
      const found = open.find(
        ({ head }) => head.ref === branch && isSame(head.repo?.full_name, caller.repository),
      );
      return found && { number: found.number, title: found.title, url: found.html_url };
    },
  };
}

async function setCommitStatus(caller: GitHubCaller, status: CommitStatus): Promise<void> {
  const { commitSha, state, context, description, url } = status;
  const sha = pathSegment(commitSha, caller.advice.commit);
  await caller.send(caller.advice.commit, ({ request }) =>
    request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      ...caller.target,
      sha,
      state,
      context,
      description: shortened(description),
      ...(url ? { target_url: url } : {}),
    }),
  );
}

function shortened(text: string): string {
  return text.length <= LONGEST_DESCRIPTION ? text : `${text.slice(0, LONGEST_DESCRIPTION - 1).trimEnd()}…`;
}

function isSame(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
