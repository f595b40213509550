import type { WebhookRegistrar } from '../contract.ts';
import { withToldSecret } from '../told-secret.ts';
import { unlessGone } from '../unless-gone.ts';
import type { RenderApi } from './api.ts';
import type { RenderSettings } from './settings.ts';

/**
 * Registers webhooks with the workspace that owns the configured service: Render has none for a service alone. Render
 * makes the secret itself, so what is proposed is not used. Every registration for the same address is ours, since the
 * address names the integration.
 */
export function renderRegistrar(api: RenderApi, settings: RenderSettings): WebhookRegistrar {
  const remove = (id: string) => unlessGone(() => api.deleteWebhook(id));

  return {
    remove,
    async register(url) {
      const { ownerId } = await api.service(settings.serviceId);
      for (const old of await api.webhooks(ownerId)) {
        if (old.url === url) await remove(old.id);
      }
      return withToldSecret(await api.createWebhook(ownerId, url), 'Render');
    },
  };
}
