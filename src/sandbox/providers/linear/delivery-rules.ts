import type { DeliveryRules } from '../shared/courier.ts';
import type { Delivery } from './world.ts';

const MINUTE = 60_000;

/** Linear waits this long for an answer, and takes nothing but 200 for one. */
const TIMEOUT_MS = 5_000;

/** Waits before each further attempt: https://linear.app/developers/webhooks#webhook-retries */
const RETRY_DELAYS_MS: readonly number[] = [MINUTE, 60 * MINUTE, 360 * MINUTE];

export const DELIVERY_RULES: DeliveryRules<Delivery> = {
  timeoutMs: TIMEOUT_MS,
  retryDelaysMs: RETRY_DELAYS_MS,
  isTaken: (status) => status === 200,
  headers: ({ id, type, timestamp, signature }) => ({
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Linear-Webhook',
    'linear-delivery': id,
    'linear-event': type,
    'linear-timestamp': String(timestamp),
    'linear-signature': signature,
  }),
};
