import { verifyHmacHeader } from '../../security/signatures.ts';
import type { InboundRequest, Verification } from '../contract.ts';

const HEADER = 'X-Hub-Signature-256';

/**
 * Checks `sha256=` and the HMAC of the raw body in hex. The older SHA-1 header is not looked at.
 *
 * Source: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function verifyGitHub({ headers, body }: InboundRequest, secrets: readonly string[]): Verification {
  return verifyHmacHeader({
    header: HEADER,
    value: headers[HEADER.toLowerCase()],
    prefix: 'sha256=',
    algorithms: ['sha256'],
    secrets,
    body,
  });
}
