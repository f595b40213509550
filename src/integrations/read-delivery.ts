import { createHash } from 'node:crypto';
import type { WebhookDeliveryRow } from '../store/schema.ts';
import type { InboundRequest, WebhookReceiver } from './contract.ts';
import { NotUnderstood } from './errors.ts';

/** What can be told of a delivery by its content, as it is stored. */
export type ReadDelivery = Pick<
  WebhookDeliveryRow,
  'delivery_id' | 'type' | 'status' | 'reason' | 'events'
> & { status: 'received' | 'ignored' | 'failed' };

/**
 * Reads a verified delivery. One that cannot be read is `failed`, whether the vendor or our reader is at fault: a vendor
 * that is asked to send it again would send the same, so it is kept until the reader is mended. The vendor's id is not
 * known then; its bytes stand for it, so that it is kept once however often it comes.
 *
 * @param onFault told of an error that no reader throws on purpose
 */
export function readDelivery(
  receiver: Pick<WebhookReceiver, 'normalize'>,
  request: InboundRequest,
  onFault: (error: unknown) => void,
): ReadDelivery {
  try {
    const { deliveryId, type, events, ignored } = receiver.normalize(request);
    return {
      delivery_id: deliveryId,
      type,
      status: ignored === undefined ? 'received' : 'ignored',
      reason: ignored ?? null,
      events: JSON.stringify(events),
    };
  } catch (error) {
    const isForeseen = error instanceof NotUnderstood;
    if (!isForeseen) onFault(error);
    return {
      delivery_id: `sha256:${createHash('sha256').update(request.body).digest('hex')}`,
      type: 'not understood',
      status: 'failed',
      reason: isForeseen ? error.message : 'BuildRunner failed to read it, and its log says why',
      events: '[]',
    };
  }
}
