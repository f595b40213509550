import { z } from 'zod';
import type { InboundRequest, NormalizedDelivery } from '../contract.ts';
import { NotUnderstood } from '../errors.ts';
import { parseWebhookBody, readWebhookPart } from '../webhook-body.ts';
import {
  ignored,
  issueCommentPayload,
  issuesPayload,
  type Outcome,
  pullRequestPayload,
  pushPayload,
  type UsedEvent,
} from './webhook-events.ts';

/** The one word that the payloads of most events have in common. */
const actionPayload = z.object({ action: z.string().optional().catch(undefined) });

const PAYLOADS: Readonly<Record<UsedEvent, z.ZodType<Outcome>>> = {
  issues: issuesPayload,
  issue_comment: issueCommentPayload,
  push: pushPayload,
  pull_request: pullRequestPayload,
};

/**
 * Reads a verified delivery. Event and delivery id are only in the headers.
 * Throws `NotUnderstood` where the body is not what GitHub sends, or sent in the form we do not ask for.
 *
 * Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers
 */
export function normalizeGitHub({ headers, body }: InboundRequest): NormalizedDelivery {
  const event = header(headers, 'X-GitHub-Event');
  const deliveryId = header(headers, 'X-GitHub-Delivery');
  const payload = parse(headers['content-type'], body);
  const { action } = readWebhookPart(actionPayload, payload);
  const type = action ? `${event}.${action}` : event;
  return { deliveryId, type, ...outcomeOf(event, payload) };
}

function outcomeOf(event: string, payload: unknown): Outcome {
  if (event === 'ping') return ignored('ping');
  if (!isUsed(event)) return ignored(`event type not used: ${event}`);
  return readWebhookPart(PAYLOADS[event], payload);
}

function isUsed(event: string): event is UsedEvent {
  return Object.hasOwn(PAYLOADS, event);
}

function header(headers: InboundRequest['headers'], name: string): string {
  const value = headers[name.toLowerCase()]?.trim();
  if (!value) throw new NotUnderstood(`the ${name} header is missing`);
  return value;
}

function parse(contentType: string | undefined, body: Buffer): unknown {
  const text = body.toString('utf8');
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType ?? '') || text.startsWith('payload=')) {
    throw new NotUnderstood(
      'the body is a form: set the content type of the webhook to application/json, in the repository under Settings → Webhooks',
    );
  }
  return parseWebhookBody(text);
}
