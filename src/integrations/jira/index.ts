import type { Provider } from '../contract.ts';
import { connectJira } from './client.ts';
import { SiteFactsCache } from './site-facts.ts';
import { normalizeJira } from './webhook.ts';
import { verifyJira } from './webhook-signature.ts';

const sites = new SiteFactsCache();

/** Jira Cloud as an issue tracker: https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/ */
export const jira: Provider = {
  webhook: { verify: verifyJira, normalize: normalizeJira },
  connect: (connection) => connectJira(connection, { sites, now: () => new Date() }),
};
