import { z } from 'zod';
import type { InboundRequest, NormalizedDelivery } from '../contract.ts';
import { NotUnderstood } from '../errors.ts';
import { parseWebhookBody, readWebhookPart } from '../webhook-body.ts';
import { deploymentId, eventLead } from './deployment-id.ts';
import { stateOfEvent } from './webhook-events.ts';

const text = z.string().min(1).nullish().catch(undefined);

/** The envelope of every webhook: https://render.com/docs/webhooks#notification-payload */
const envelope = z.object({
  type: z.string().min(1),
  data: z.object({
    /** Of the event, which `GET /events/{id}` tells more of; not of a deploy. */
    id: z.string().min(1),
    /** Absent where the event is of a database. */
    serviceId: text,
    deployId: text,
    status: text,
  }),
});

/**
 * Reads a verified delivery. Render tells which service's deploy changed and not which deploy. Throws `NotUnderstood` where the body is not what Render sends.
 */
export function normalizeRender({ headers, body }: InboundRequest): NormalizedDelivery {
  const { type, data } = readWebhookPart(envelope, parseWebhookBody(body));
  const deliveryId = headers['webhook-id'] || data.id;
  const state = stateOfEvent(type, data.status ?? undefined);
  if (!state) return { deliveryId, type, events: [], ignored: `event type not used: ${type}` };
  const { serviceId } = data;
  if (!serviceId) throw new NotUnderstood(`the body.data.serviceId: missing from ${type}`);
  const deployId = data.deployId ?? (data.id.startsWith('dep-') ? data.id : undefined);
  const which = deployId ? { externalId: deploymentId(serviceId, deployId) } : { lead: eventLead(data.id) };
  return { deliveryId, type, events: [{ kind: 'deployment', ...which, state, target: 'preview' }] };
}
