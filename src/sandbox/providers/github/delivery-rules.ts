import type { DeliveryRules } from '../shared/courier.ts';
import type { Delivery } from './world.ts';

/** GitHub waits this long for an answer. It tries once: a person sends a failed delivery again by hand. */
export const DELIVERY_RULES: DeliveryRules<Delivery> = {
  timeoutMs: 10_000,
  retryDelaysMs: [],
  headers: ({ id, event, webhookId, contentType, signature }) => ({
    accept: '*/*',
    'content-type': contentType,
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': id,
    'x-github-event': event,
    'x-github-hook-id': String(webhookId),
    'x-github-hook-installation-target-type': 'repository',
    ...(signature ? { 'x-hub-signature-256': `sha256=${signature}` } : {}),
  }),
};
