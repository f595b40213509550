import type { WebhookRegistrar } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { VercelApi } from './api.ts';

/**
 * Registers webhooks for the configured project. One that others made for the same address (the whole team, other
 * projects) is left alone: only what names this project and no other is ours to replace.
 */
export function vercelRegistrar(api: VercelApi): WebhookRegistrar {
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
      const project = await api.project();
      const existing = await api.webhooks(project.id);
      // Vercel shows a webhook's secret only once, so an old registration is of no use to us any more.
      for (const old of existing) {
        const ours = old.projectIds?.length === 1 && old.projectIds[0] === project.id;
        if (ours && old.url === url) await remove(old.id);
      }
      const { id, secret } = await api.createWebhook(url, project.id);
      if (secret) return { id, secret };
      const advice = 'Vercel registered the webhook without telling its secret. Configure Vercel once more.';
      throw new ProviderError('unreadable_answer', advice);
    },
  };
}
