import type { ConnectedProvider, Connection, IssueStatus } from '../../../src/integrations/contract.ts';
import { connectGitHub } from '../../../src/integrations/github/client.ts';
import { InstallationTokens } from '../../../src/integrations/github/installation-tokens.ts';
import { loadManifests } from '../../../src/integrations/manifest.ts';
import { vocabularyOf } from '../../../src/integrations/vocabulary.ts';
import type { Vendor } from '../recording-vendor.ts';

export const NOW = new Date('2026-11-24T10:30:00Z');

/** In the form of the vendor's, to be looked for in everything that is told. */
export const TOKEN = 'github_pat_canary1234567890';

export const manifest = (await loadManifests('manifests')).get('github')!;

export interface Given {
  values?: Record<string, string>;
  overrides?: Record<string, IssueStatus>;
  tokens?: InstallationTokens;
}

export function connectionTo(
  { baseUrl }: Pick<Vendor, 'baseUrl'>,
  { values = {}, overrides = {} }: Given = {},
): Connection {
  return {
    baseUrl,
    values: { repository: 'acme/web-app', token: TOKEN, ...values },
    vocabulary: vocabularyOf(manifest, overrides),
  };
}

/** The adapter, talking to a vendor of the test with the clock at `NOW`. */
export async function connect(
  vendor: Pick<Vendor, 'baseUrl'>,
  given: Given = {},
): Promise<Required<Omit<ConnectedProvider, 'deployments'>>> {
  const parts = { tokens: given.tokens ?? new InstallationTokens(), now: () => NOW };
  const { test, issues, repository, webhooks } = await connectGitHub(connectionTo(vendor, given), parts);
  return { test, issues: issues!, repository: repository!, webhooks: webhooks! };
}
