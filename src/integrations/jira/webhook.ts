import { createHash } from 'node:crypto';
import type { InboundRequest, NormalizedDelivery } from '../contract.ts';
import { parseWebhookBody, readWebhookPart } from '../webhook-body.ts';
import { outcomeOf, webhookPayload } from './webhook-events.ts';

const IDENTIFIER = 'x-atlassian-webhook-identifier';

/**
 * Reads a verified delivery. Throws `NotUnderstood` where the body is not what Jira sends.
 *
 * A retry keeps the identifier. Where something in between took the header away the body's hash stands in: a retry sends the same
 * bytes, and two happenings differ at least in their `timestamp`.
 *
 * Source: https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
export function normalizeJira({ headers, body }: InboundRequest): NormalizedDelivery {
  const payload = readWebhookPart(webhookPayload, parseWebhookBody(body));
  const deliveryId = headers[IDENTIFIER]?.trim() || hashOf(body);
  return { deliveryId, type: payload.webhookEvent, ...outcomeOf(payload) };
}

function hashOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}
