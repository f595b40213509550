import type { ConnectedProvider, Connection } from '../contract.ts';
import { JiraCaller } from './caller.ts';
import { testConnection } from './connection-test.ts';
import { issueRequests } from './issue-requests.ts';
import { jiraIssues } from './issues.ts';
import { jiraRegistrar } from './registrar.ts';
import type { SiteFactsCache } from './site-facts.ts';
import { StatusWords } from './status-words.ts';

export interface JiraParts {
  sites: SiteFactsCache;
  now: () => Date;
}

/** Joins the parts of the adapter for one connection. Nothing is sent and no SDK is loaded before the first call. */
export async function connectJira(connection: Connection, parts: JiraParts): Promise<ConnectedProvider> {
  const caller = new JiraCaller(connection, parts.now);
  const words = new StatusWords(connection.vocabulary);
  return {
    test: () => testConnection(caller, words),
    issues: jiraIssues({
      requests: issueRequests(caller),
      siteFacts: () => parts.sites.of(caller),
      words,
      vocabulary: connection.vocabulary,
      caller,
    }),
    webhooks: jiraRegistrar(caller),
  };
}
