import { verifyStandardWebhook } from '../../security/standard-webhooks.ts';
import type { InboundRequest, Verification } from '../contract.ts';

/** Render signs as the Standard Webhooks specification says: https://render.com/docs/webhooks#validating-webhooks */
export function verifyRender(
  { headers, body }: InboundRequest,
  secrets: readonly string[],
  now: Date,
): Verification {
  const signed = {
    id: headers['webhook-id'],
    timestamp: headers['webhook-timestamp'],
    signature: headers['webhook-signature'],
  };
  return verifyStandardWebhook(signed, body, secrets, now);
}
