import { createHmac } from 'node:crypto';
import type { DeliveryRules } from '../shared/courier.ts';
import { disableWebhook } from './deliveries.ts';
import type { Delivery, World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Render waits this long for an answer: https://render.com/docs/webhooks */
const TIMEOUT_MS = 15 * SECOND;

/** Growing gaps between eight attempts, the last of them 33 hours after the first: https://render.com/docs/webhooks */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  25 * MINUTE,
  90 * MINUTE,
  5 * HOUR,
  10 * HOUR,
  16 * HOUR,
];

export function deliveryRules(
  world: World,
  now: () => number,
  retryDelaysMs = RETRY_DELAYS_MS,
): DeliveryRules<Delivery> {
  return {
    timeoutMs: TIMEOUT_MS,
    retryDelaysMs,
    headers(delivery) {
      const webhook = world.webhooks.find(({ id }) => id === delivery.webhookId);
      if (!webhook) throw new Error('its webhook has been deleted');
      return { 'content-type': 'application/json', ...signed(delivery, webhook.secret, now()) };
    },
    givenUp: ({ webhookId }) => disableWebhook(world, webhookId),
  };
}

/** The three headers of Standard Webhooks. The time signed is this attempt's, or every retry would come too late. */
function signed({ id, body }: Delivery, secret: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
