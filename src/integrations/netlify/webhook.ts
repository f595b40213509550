import { z } from 'zod';
import type { InboundRequest, NormalizedDelivery } from '../contract.ts';
import { NotUnderstood } from '../errors.ts';
import { parseWebhookBody, readWebhookPart } from '../webhook-body.ts';
import { stateOfEvent } from './events.ts';
import { stateOf, targetOf } from './map.ts';

const text = z.string().nullish().catch(undefined);

/** Every body is the thing that the event is about: a deploy, a form submission, a split test. */
const subject = z.object({ id: z.string().min(1) });

const deploy = z.object({
  state: text,
  context: text,
  error_message: text,
  skipped: z.boolean().nullish().catch(undefined),
});

/**
 * Reads a verified delivery. The event's name stands in `X-Netlify-Event` alone, and Netlify numbers no deliveries: a
 * deploy, its state and the event together tell one from another. Throws `NotUnderstood` where the header is missing
 * or the body is not what Netlify sends.
 */
export function normalizeNetlify({ headers, body }: InboundRequest): NormalizedDelivery {
  const type = headers['x-netlify-event']?.trim();
  if (!type) throw new NotUnderstood('the X-Netlify-Event header is missing');
  const parsed = parseWebhookBody(body);
  const { id } = readWebhookPart(subject, parsed);
  const facts = readWebhookPart(deploy, parsed);
  const deliveryId = [id, facts.state ?? 'none', type].join(':');
  const announced = stateOfEvent(type);
  if (!announced) return { deliveryId, type, events: [], ignored: `event type not used: ${type}` };
  const state = facts.state ? stateOf(facts) : announced;
  return {
    deliveryId,
    type,
    events: [{ kind: 'deployment', externalId: id, state, target: targetOf(facts.context) }],
  };
}
