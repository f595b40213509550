import { z } from 'zod';
import type { InboundRequest, NormalizedDelivery } from '../contract.ts';
import { parseWebhookBody, readWebhookPart } from '../webhook-body.ts';
import { stateOfEvent, targetOf } from './map.ts';

/** The envelope of every webhook: https://vercel.com/docs/webhooks/webhooks-api#payload */
const envelope = z.object({ id: z.string().min(1), type: z.string().min(1), payload: z.unknown() });

const deploymentPayload = z.object({
  deployment: z.object({ id: z.string().min(1) }),
  target: z.string().nullish().catch(undefined),
});

/** Reads a verified delivery. Throws `NotUnderstood` where the body is not what Vercel sends. */
export function normalizeVercel(request: InboundRequest): NormalizedDelivery {
  const { id, type, payload } = readWebhookPart(envelope, parseWebhookBody(request.body));
  const state = stateOfEvent(type);
  if (!state) return { deliveryId: id, type, events: [], ignored: `event type not used: ${type}` };
  const { deployment, target } = readWebhookPart(deploymentPayload, payload, 'payload');
  return {
    deliveryId: id,
    type,
    events: [{ kind: 'deployment', externalId: deployment.id, state, target: targetOf(target) }],
  };
}
