import type { WebhookRegistrar } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { RenderApi } from './api.ts';
import type { RenderSettings } from './settings.ts';

/**
 * Registers webhooks with the workspace that owns the configured service: Render has none for a service alone. Render
 * makes the secret itself, so what is proposed is not used. Every registration for the same address is ours, since the
 * address names the integration.
 */
export function renderRegistrar(api: RenderApi, settings: RenderSettings): WebhookRegistrar {
  async function remove(id: string): Promise<void> {
    try {
      await api.deleteWebhook(id);
    } catch (error) {
      if (!(error instanceof ProviderError && error.code === 'not_found')) throw error;
    }
  }

  return {
    remove,
    async register(url) {
      const { ownerId } = await api.service(settings.serviceId);
      for (const old of await api.webhooks(ownerId)) {
        if (old.url === url) await remove(old.id);
      }
      const { id, secret } = await api.createWebhook(ownerId, url);
      if (secret) return { id, secret };
      throw new ProviderError(
        'unreadable_answer',
        'Render registered the webhook without telling its secret. Configure Render once more.',
      );
    },
  };
}
