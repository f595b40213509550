import { verifyHmacHeader } from '../../security/signatures.ts';
import type { InboundRequest, Verification } from '../contract.ts';

const HEADER = 'x-vercel-signature';

/**
 * Checks the HMAC of the raw body in hex. Vercel signs with SHA-1
 * (https://vercel.com/docs/webhooks/webhooks-api#securing-webhooks); SHA-256 is what our guide promises.
 */
export function verifyVercel({ headers, body }: InboundRequest, secrets: readonly string[]): Verification {
  return verifyHmacHeader({
    header: HEADER,
    value: headers[HEADER],
    algorithms: ['sha1', 'sha256'],
    secrets,
    body,
  });
}
