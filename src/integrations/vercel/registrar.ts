import type { WebhookRegistrar } from '../contract.ts';
import { withToldSecret } from '../told-secret.ts';
import { unlessGone } from '../unless-gone.ts';
import type { VercelApi } from './api.ts';

/**
 * Registers webhooks for the configured project. One that others made for the same address (the whole team, other
 * projects) is left alone: only what names this project and no other is ours to replace.
 */
export function vercelRegistrar(api: VercelApi): WebhookRegistrar {
  const remove = (id: string) => unlessGone(() => api.deleteWebhook(id));

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
      return withToldSecret(await api.createWebhook(url, project.id), 'Vercel');
    },
  };
}
