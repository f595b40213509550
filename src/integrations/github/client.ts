import type { ConnectedProvider, Connection } from '../contract.ts';
import { GitHubCaller, type GitHubCallerParts } from './caller.ts';
import { testConnection } from './connection-test.ts';
import { githubIssues } from './issues.ts';
import { githubRegistrar } from './registrar.ts';
import { githubRepository } from './repository.ts';

/** Joins the parts of the adapter for one connection. Nothing is sent and no SDK is loaded before the first call. */
export async function connectGitHub(
  connection: Connection,
  parts: GitHubCallerParts,
): Promise<ConnectedProvider> {
  const caller = new GitHubCaller(connection, parts);
  return {
    test: () => testConnection(caller),
    issues: githubIssues(caller, connection),
    repository: githubRepository(caller),
    webhooks: githubRegistrar(caller),
  };
}
