import type { DeliveryRules } from '../shared/courier.ts';
import type { Delivery } from './world.ts';

/** How long an answer is waited for; Netlify does not document its own limit. */
const TIMEOUT_MS = 10_000;

/** Netlify documents neither whether nor when it sends a webhook again: a few times, so that both are met. */
const RETRY_DELAYS_MS: readonly number[] = [1_000, 5_000, 30_000, 300_000];

export function deliveryRules(retryDelaysMs = RETRY_DELAYS_MS): DeliveryRules<Delivery> {
  return {
    timeoutMs: TIMEOUT_MS,
    retryDelaysMs,
    headers: ({ event, signature }) => ({
      'content-type': 'application/json',
      'x-netlify-event': event,
      ...(signature === null ? {} : { 'x-webhook-signature': signature }),
    }),
  };
}
