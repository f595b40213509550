import type { DeliveryRules } from '../shared/courier.ts';
import type { Delivery } from './world.ts';

const MINUTE = 60_000;

/** How long Jira waits for an answer. */
const TIMEOUT_MS = 20_000;

/** Jira tries five times more, after five to fifteen minutes each: https://developer.atlassian.com/cloud/jira/platform/webhooks/#retry-policy */
const RETRY_DELAYS_MS: readonly number[] = [5, 7, 10, 12, 15].map((minutes) => minutes * MINUTE);

/** Only with these answers, and with none at all; any other one ends it. */
const RETRIED: ReadonlySet<number> = new Set([408, 409, 425, 429]);

export const DELIVERY_RULES: DeliveryRules<Delivery> = {
  timeoutMs: TIMEOUT_MS,
  retryDelaysMs: RETRY_DELAYS_MS,
  isTaken: (status) => status < 500 && !RETRIED.has(status),
  headers: ({ id, attempts, signature }) => ({
    'content-type': 'application/json; charset=UTF-8',
    'user-agent': 'Atlassian Webhook HTTP Client',
    'x-atlassian-webhook-identifier': id,
    'x-atlassian-webhook-flow': 'Primary',
    ...(attempts > 0 ? { 'x-atlassian-webhook-retry': String(attempts) } : {}),
    ...(signature ? { 'x-hub-signature': `sha256=${signature}` } : {}),
  }),
};
