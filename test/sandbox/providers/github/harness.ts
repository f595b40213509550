import type { ConnectedProvider } from '../../../../src/integrations/contract.ts';
import { connectGitHub } from '../../../../src/integrations/github/client.ts';
import { InstallationTokens } from '../../../../src/integrations/github/installation-tokens.ts';
import { loadManifests } from '../../../../src/integrations/manifest.ts';
import { vocabularyOf } from '../../../../src/integrations/vocabulary.ts';
import { TOKEN } from '../../../../src/sandbox/providers/github/account.ts';
import { createPretendGitHub } from '../../../../src/sandbox/providers/github/index.ts';
import type { PretendOptions } from '../../../../src/sandbox/providers/provider.ts';
import { type Settings, serve } from '../serve.ts';

const manifest = (await loadManifests('manifests')).get('github')!;

export async function openGitHub(settings: Settings<PretendOptions> = {}) {
  const served = await serve(createPretendGitHub, settings, { token: TOKEN });
  return { ...served, github: served.provider };
}

export type OpenGitHub = Awaited<ReturnType<typeof openGitHub>>;

/** The real adapter, configured as the panel's hints say. */
export async function adapterFor(
  { hint, clock }: OpenGitHub,
  values: Record<string, string> = {},
): Promise<Required<Omit<ConnectedProvider, 'deployments'>>> {
  const connection = {
    baseUrl: hint('API'),
    values: { repository: hint('Repository'), token: hint('Access token'), ...values },
    vocabulary: vocabularyOf(manifest, {}),
  };
  const parts = { tokens: new InstallationTokens(), now: clock.now };
  const { test, issues, repository, webhooks } = await connectGitHub(connection, parts);
  return { test, issues: issues!, repository: repository!, webhooks: webhooks! };
}
