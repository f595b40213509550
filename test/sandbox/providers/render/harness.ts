import type { ConnectedProvider, DeploymentPlatform } from '../../../../src/integrations/contract.ts';
import { connectRender } from '../../../../src/integrations/render/client.ts';
import type { PretendPlatformOptions } from '../../../../src/sandbox/providers/provider.ts';
import { TOKEN, WEB_APP_ID, WEB_APP_PREVIEW_ID } from '../../../../src/sandbox/providers/render/account.ts';
import { createPretendRender } from '../../../../src/sandbox/providers/render/index.ts';
import { type Settings, serve } from '../serve.ts';

/** A pretend Render that tries a webhook again after one second and after five. */
export async function openRender(settings: Settings<PretendPlatformOptions> = {}) {
  const served = await serve(
    createPretendRender,
    { webhookRetryDelaysMs: [1_000, 5_000], ...settings },
    { token: TOKEN },
  );
  return {
    ...served,
    render: served.provider,
    /** The product's own adapter, configured as a newcomer configures it. */
    connect(values: Record<string, string> = {}): Promise<ConnectedProvider> {
      const vocabulary = { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} };
      const typed = {
        api_key: TOKEN,
        service_id: WEB_APP_PREVIEW_ID,
        preview_mode: 'preview_service',
        ...values,
      };
      return connectRender({ baseUrl: served.base, values: typed, vocabulary }, served.clock.now);
    },
  };
}

export type OpenRender = Awaited<ReturnType<typeof openRender>>;

/** What a newcomer types to follow pull requests. */
export const PULL_REQUESTS = { service_id: WEB_APP_ID, preview_mode: 'pull_request_previews' };

export async function platformOf(
  open: OpenRender,
  values?: Record<string, string>,
): Promise<DeploymentPlatform> {
  const { deployments } = await open.connect(values);
  if (!deployments) throw new Error('Render deploys');
  return deployments;
}
