import type { ConnectionReport } from '../contract.ts';
import { hasCode } from '../errors.ts';
import { rateLimitAnswer, userAnswer } from './answers.ts';
import type { GitHubCaller } from './caller.ts';
import { type RepositoryAnswer, repositoryOf } from './repository-request.ts';

/** Proves the token and the repository, and tells what is left of this hour's requests. */
export async function testConnection(caller: GitHubCaller): Promise<ConnectionReport> {
  const repository = await repositoryOf(caller);
  const [who, rate] = await Promise.all([account(caller), rateLimit(caller)]);
  const branch = repository.default_branch;
  return {
    summary: `Connected to ${repository.full_name}${branch ? ` (default branch ${branch})` : ''} as ${who}.`,
    details: [
      { title: 'Repository', items: repositoryLines(repository) },
      {
        title: 'Rate limit',
        items: [rate ? rateLine(rate) : 'None: this GitHub counts no requests'],
      },
    ],
  };
}

async function account(caller: GitHubCaller): Promise<string> {
  if (caller.isApp) return 'a GitHub App';
  try {
    return await caller.ask(userAnswer, caller.advice.repository, ({ request }) => request('GET /user'));
  } catch (error) {
    if (hasCode(error, 'forbidden', 'not_found')) return 'an account that the token may not name';
    throw error;
  }
}

/** Asking does not count. GitHub Enterprise Server answers 404 where the limit is switched off. */
async function rateLimit(caller: GitHubCaller) {
  try {
    return await caller.ask(rateLimitAnswer, caller.advice.repository, ({ request }) =>
      request('GET /rate_limit'),
    );
  } catch (error) {
    if (hasCode(error, 'not_found')) return undefined;
    throw error;
  }
}

function repositoryLines(repository: RepositoryAnswer): string[] {
  return [
    ...(repository.default_branch ? [`Default branch: ${repository.default_branch}`] : ['No commit yet']),
    ...(repository.private ? ['Private'] : []),
    ...(repository.archived ? ['Archived: nothing in it can be changed'] : []),
    ...(repository.has_issues === false ? ['Issues are switched off in its settings'] : []),
  ];
}

function rateLine({ remaining, limit, reset }: { remaining: number; limit: number; reset: number }): string {
  const time = new Date(reset * 1000).toISOString().slice(11, 16);
  return `${remaining.toLocaleString('en')} of ${limit.toLocaleString('en')} requests left until ${time} UTC`;
}
