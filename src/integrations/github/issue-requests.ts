import { hasCode, ProviderError } from '../errors.ts';
import { type IssueAnswer, issueAnswer, issueList, issueSearch } from './answers.ts';
import type { GitHubCaller } from './caller.ts';
import { parseIssueId } from './issue-id.ts';
import type { IssuePatch } from './issue-patch.ts';
import { PAGE_SIZE, type PageParameters } from './pages.ts';
import { repositoryOf } from './repository-request.ts';

/** What an issue is made with. */
export interface NewIssue {
  title: string;
  body: string;
  labels: string[];
  assignees: string[];
}

/** How a list of issues is asked for; `since` is a time of change, ISO 8601. */
export interface IssueListing {
  sort: 'created' | 'updated';
  direction: 'asc' | 'desc';
  since?: string;
}

/** The requests about issues, one function each. All throw `ProviderError`. */
export function issueRequests(caller: GitHubCaller) {
  const { target, advice } = caller;

  async function byNumber(number: number): Promise<IssueAnswer> {
    const answer = await caller.ask(issueAnswer, advice.issue, ({ request }) =>
      request('GET /repos/{owner}/{repo}/issues/{issue_number}', { ...target, issue_number: number }),
    );
    if (answer.isPullRequest) throw gone(caller, `#${number} is a pull request`);
    return answer;
  }

  return {
    byNumber,

    /** Throws code `not_found` only for an issue that is gone, never for a repository that cannot be seen. */
    async byId(externalId: string): Promise<IssueAnswer> {
      const wanted = parseIssueId(externalId);
      if (!wanted) throw gone(caller, `${externalId} is no id of an issue`);
      try {
        const answer = await byNumber(wanted.number);
        if (answer.id === wanted.id) return answer;
        throw gone(caller, `#${wanted.number} is another issue, in another repository`);
      } catch (error) {
        if (hasCode(error, 'not_found')) await repositoryStillThere(caller);
        throw error;
      }
    },

    create: (issue: NewIssue) =>
      caller.ask(issueAnswer, advice.issue, ({ request }) =>
        request('POST /repos/{owner}/{repo}/issues', { ...target, ...issue }),
      ),

    patch: (number: number, patch: IssuePatch) =>
      caller.ask(issueAnswer, advice.issue, ({ request }) =>
        request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
          ...target,
          issue_number: number,
          ...patch,
        }),
      ),

    /** Pages of issues and pull requests, open and closed. */
    list: (listing: IssueListing) =>
      caller.pages(
        issueList,
        advice.issue,
        (page: PageParameters) =>
          ({ request }) =>
            request('GET /repos/{owner}/{repo}/issues', {
              ...target,
              state: 'all',
              per_page: PAGE_SIZE,
              ...listing,
              ...page,
            }),
      ),

    search: (q: string, limit: number) =>
      caller.ask(issueSearch, advice.repository, ({ request }) =>
        request('GET /search/issues', { q, per_page: Math.min(limit, PAGE_SIZE) }),
      ),
  };
}

export type IssueRequests = ReturnType<typeof issueRequests>;

function gone(caller: GitHubCaller, detail: string): ProviderError {
  return new ProviderError('not_found', caller.advice.issue.notFound, { detail });
}

/**
 * GitHub answers 404 for what may not be seen as well. A token that lost the repository must not make every linked
 * issue look deleted: then what is wrong with the repository is told instead, as code `forbidden`.
 */
async function repositoryStillThere(caller: GitHubCaller): Promise<void> {
  try {
    await repositoryOf(caller);
  } catch (error) {
    if (!hasCode(error, 'not_found')) throw error;
    throw new ProviderError('forbidden', error.advice, { detail: error.message, cause: error });
  }
}
