import type { DeliveryRules } from '../shared/courier.ts';
import type { Delivery } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Vercel waits this long for an answer, and stops trying this long after the event. */
const TIMEOUT_MS = 30 * SECOND;
const LONGEST_MS = 24 * HOUR;

/** Growing gaps that together stay under the 24 hours for which Vercel retries. */
const RETRY_DELAYS_MS: readonly number[] = [
  SECOND,
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
];

export function deliveryRules(retryDelaysMs = RETRY_DELAYS_MS): DeliveryRules<Delivery> {
  return {
    timeoutMs: TIMEOUT_MS,
    retryDelaysMs,
    headers: ({ signature }) => ({ 'content-type': 'application/json', 'x-vercel-signature': signature }),
    mayRetry: ({ createdAt }, at) => at - createdAt <= LONGEST_MS,
  };
}
