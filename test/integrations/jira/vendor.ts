import type { ConnectedProvider, IssueStatus } from '../../../src/integrations/contract.ts';
import { connectJira } from '../../../src/integrations/jira/client.ts';
import { SiteFactsCache } from '../../../src/integrations/jira/site-facts.ts';
import { loadManifests } from '../../../src/integrations/manifest.ts';
import { vocabularyOf } from '../../../src/integrations/vocabulary.ts';

export const NOW = new Date('2026-11-24T10:30:00Z');

/** In the form of the vendor's, to be looked for in everything that is told. */
export const API_TOKEN = 'ATATT3xFfGF0canary1234567890=5A1B2C3D';
export const EMAIL = 'bot@acme.example';

export const manifest = (await loadManifests('manifests')).get('jira')!;

export interface Given {
  values?: Record<string, string>;
  overrides?: Record<string, IssueStatus>;
  /** One that knows its sites already; a new one unless given. */
  sites?: SiteFactsCache;
}

/** The adapter, talking to a vendor of the test with the clock at `NOW`. */
export async function connect(
  { baseUrl }: { baseUrl: string },
  { values = {}, overrides = {}, sites = new SiteFactsCache() }: Given = {},
): Promise<Required<Pick<ConnectedProvider, 'test' | 'issues' | 'webhooks'>>> {
  const connection = {
    baseUrl,
    values: { email: EMAIL, api_token: API_TOKEN, project_key: 'PROJ', ...values },
    vocabulary: vocabularyOf(manifest, overrides),
  };
  const { test, issues, webhooks } = await connectJira(connection, { sites, now: () => NOW });
  return { test, issues: issues!, webhooks: webhooks! };
}
