import { verifyHmacHeader } from '../../security/signatures.ts';
import type { InboundRequest, Verification } from '../contract.ts';

/**
 * Checks `Linear-Signature`, the HMAC-SHA-256 of the raw body in hex (https://linear.app/developers/webhooks). The age
 * that `webhookTimestamp` tells is not looked at, though Linear advises it: retries come after a minute, an hour and
 * six hours with the same signed body, and all of them would be thrown away. A replay is caught by its delivery id.
 */
export function verifyLinear({ headers, body }: InboundRequest, secrets: readonly string[]): Verification {
  return verifyHmacHeader({
    header: 'Linear-Signature',
    value: headers['linear-signature'],
    algorithms: ['sha256'],
    secrets,
    body,
  });
}
