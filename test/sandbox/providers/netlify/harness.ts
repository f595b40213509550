import { netlify as adapter } from '../../../../src/integrations/netlify/index.ts';
import { SITE, TOKEN } from '../../../../src/sandbox/providers/netlify/account.ts';
import { createPretendNetlify } from '../../../../src/sandbox/providers/netlify/index.ts';
import type { PretendPlatformOptions } from '../../../../src/sandbox/providers/provider.ts';
import { type Settings, serve } from '../serve.ts';

/** A pretend Netlify that tries a webhook again after one second and after five. */
export async function openNetlify(settings: Settings<PretendPlatformOptions> = {}) {
  const served = await serve(
    createPretendNetlify,
    { webhookRetryDelaysMs: [1_000, 5_000], ...settings },
    { token: TOKEN },
  );
  return {
    ...served,
    netlify: served.provider,
    /** The real adapter, configured as a person would after reading the panel's hints. */
    async connect() {
      const { deployments, webhooks, test } = await adapter.connect({
        baseUrl: served.base,
        values: { token: TOKEN, site_id: SITE.id },
        vocabulary: { statusOverrides: {}, statusNames: {}, statusCategories: {}, priorities: {} },
      });
      if (!deployments || !webhooks) throw new Error('Netlify deploys and has webhooks');
      return { deployments, webhooks, test };
    },
  };
}

export type OpenNetlify = Awaited<ReturnType<typeof openNetlify>>;
