import type { z } from 'zod';
import { repositoryAnswer } from './answers.ts';
import type { GitHubCaller } from './caller.ts';

export type RepositoryAnswer = z.infer<typeof repositoryAnswer>;

/** The configured repository. Throws code `not_found` where the token does not see it under that name. */
export function repositoryOf(caller: GitHubCaller): Promise<RepositoryAnswer> {
  return caller.ask(repositoryAnswer, caller.advice.repository, ({ request }) =>
    request('GET /repos/{owner}/{repo}', { ...caller.target }),
  );
}
