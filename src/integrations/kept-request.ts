import type { WebhookDeliveryRow } from '../store/schema.ts';
import type { InboundRequest } from './contract.ts';

/** Headers that could let somebody in, that prove who signed, or that tell who passed it on: none of these is stored. */
const NOT_KEPT = /auth|cookie|forwarded|-ip$|key|secret|signature|token/;

/** The headers that tell what a delivery is, as JSON: what reading it anew takes beside its body. */
export function keptHeaders(headers: InboundRequest['headers']): string {
  const kept = Object.entries(headers).filter(([name]) => !NOT_KEPT.test(name));
  return JSON.stringify(Object.fromEntries(kept));
}

/** A stored delivery as it came in; undefined where that is kept no longer. */
export function keptRequest({
  body,
  headers,
}: Pick<WebhookDeliveryRow, 'body' | 'headers'>): InboundRequest | undefined {
  if (headers === null || body.length === 0) return undefined;
  return { headers: JSON.parse(headers), body: Buffer.from(body) };
}
